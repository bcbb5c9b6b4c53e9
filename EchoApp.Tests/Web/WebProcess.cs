using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace EchoApp.Tests.Web;

/// <summary>EchoApp.Web as a process of its own, on free ports: the built one, or <see cref="PublishedWeb"/>.</summary>
internal sealed partial class WebProcess : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly string[] _cleared =
    [
        "ECHO_PORT", "PAGES_PORT", "CAPTURE_PORT", "ECHO_URL", "LISTEN", "Listen", "ASPNETCORE_URLS", "HTTP_PORTS", "ASPNETCORE_HTTP_PORTS",
        "DOTNET_RUNNING_IN_CONTAINER", "OTEL_EXPORTER_OTLP_ENDPOINT", "Shutdown__Timeout", "ConnectionStrings__store",
    ];

    private readonly Process _process;
    private readonly TemporaryDirectory _data;
    private readonly Lines _output;
    private readonly Lines _error;
    private string? _fault;

    private WebProcess(Process process, TemporaryDirectory data)
    {
        _process = process;
        _data = data;
        _output = new Lines(process.StandardOutput);
        _error = new Lines(process.StandardError);
    }

    private static string Executable => PublishedWeb.Path ?? Path.Combine(AppContext.BaseDirectory, "EchoApp.Web");

    /// <summary>Where the echo answers, over IPv4; set once it has started.</summary>
    public Uri Echo { get; private set; } = new("about:blank");

    /// <summary>Where the pages answer, over IPv4; set once it has started.</summary>
    public Uri Pages { get; private set; } = new("about:blank");

    /// <summary>Where the echo answers: over IPv4, and over IPv6.</summary>
    public IReadOnlyList<IPEndPoint> EchoEndPoints { get; private set; } = [];

    public string Output => _output.Text;

    public string Error => _error.Text;

    public bool HasExited => _process.HasExited;

    /// <summary>What it has logged as errors, or with an exception, and whether it has ended by itself.</summary>
    public IReadOnlyCollection<string> Faults => [.. Fault().Matches($"{Output}{Error}").Select(match => match.Value), .. _fault is null ? Array.Empty<string>() : [_fault]];

    /// <summary>Starts it and waits until both listeners answer.</summary>
    public static async Task<WebProcess> StartAsync(params (string Name, string Value)[] environment)
    {
        var web = Launch([], environment);
        try
        {
            var echo = await web._output.WaitForAsync(EchoLine());
            web.Echo = First(echo);
            web.EchoEndPoints = [.. echo.Groups["url"].Captures.Select(url => new Uri(url.Value)).Select(url => new IPEndPoint(IPAddress.Parse(url.Host), url.Port))];
            web.Pages = First(await web._output.WaitForAsync(PagesLine()));
            return web;
        }
        catch (Exception e) when (e is TimeoutException or EndOfStreamException)
        {
            var said = $"{web.Output}{web.Error}";
            await web.DisposeAsync();
            throw new InvalidOperationException($"EchoApp.Web did not start. It said: {said}", e);
        }
    }

    /// <summary>Starts it, with arguments, and waits for nothing.</summary>
    public static WebProcess Launch(string[] arguments, params (string Name, string Value)[] environment) => Launch(new ProcessStartInfo(Executable, arguments), environment);

    /// <summary>Runs a line of the shell, in which it is <c>$web</c>.</summary>
    public static WebProcess LaunchInShell(string script, params (string Name, string Value)[] environment) =>
        Launch(new ProcessStartInfo("/bin/sh", ["-c", script]), [("web", Executable), .. environment]);

    private static WebProcess Launch(ProcessStartInfo start, (string Name, string Value)[] environment)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        foreach (var name in _cleared)
        {
            start.Environment.Remove(name);
        }

        var data = new TemporaryDirectory();
        start.Environment["Data__Directory"] = data.Path;
        start.Environment["ECHO_PORT"] = "0";
        start.Environment["PAGES_PORT"] = "0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new WebProcess(Process.Start(start) ?? throw new InvalidOperationException("EchoApp.Web did not start."), data);
    }

    /// <summary>Sends a signal, by its name: TERM, INT.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for it to end by itself, and for the rest of what it says.</summary>
    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Deadline);
        await Task.WhenAll(_output.Completed, _error.Completed).WaitAsync(Deadline);
        return _process.ExitCode;
    }

    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM");
        return await WaitForExitAsync();
    }

    /// <summary>Stops it as an orderly end does, so that all that it logs is there. What is not orderly in it is a fault.</summary>
    public async Task EndAsync()
    {
        if (_process.HasExited)
        {
            _fault = "It has ended by itself.";
        }
        else if (await StopAsync() is var code && code != 0)
        {
            _fault = $"It has ended with exit code {code}.";
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _data.Dispose();
    }

    private static Uri First(Match line) => new(line.Groups["url"].Captures[0].Value);

    [GeneratedRegex(@"Echo listening on: (?:(?<url>http://[^\s,]+)(?:, )?)+")]
    private static partial Regex EchoLine();

    [GeneratedRegex(@"Now listening on: (?<url>http://[^\s,]+)")]
    private static partial Regex PagesLine();

    [GeneratedRegex(@"^(?:fail|crit): .*\n.*|^.*(?:Exception|Unhandled|Assert).*", RegexOptions.Multiline)]
    private static partial Regex Fault();

    /// <summary>Collects what a stream says, and wakes who waits for a line of it.</summary>
    private sealed class Lines
    {
        private readonly StringBuilder _text = new();
        private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Lines(StreamReader reader) => Completed = CollectAsync(reader);

        public Task Completed { get; }

        public string Text
        {
            get
            {
                lock (_text)
                {
                    return _text.ToString();
                }
            }
        }

        public async Task<Match> WaitForAsync(Regex pattern)
        {
            using var deadline = new CancellationTokenSource(Deadline);
            while (true)
            {
                Task changed;
                lock (_text)
                {
                    changed = _changed.Task;
                }

                var match = pattern.Match(Text);
                if (match.Success)
                {
                    return match;
                }

                if (Completed.IsCompleted)
                {
                    throw new EndOfStreamException($"It ended without \"{pattern}\".");
                }

                await changed.WaitAsync(Deadline, deadline.Token);
            }
        }

        private async Task CollectAsync(StreamReader reader)
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                Add(line + "\n");
            }

            Add("");
        }

        private void Add(string text)
        {
            lock (_text)
            {
                _text.Append(text);
                _changed.SetResult();
                _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
