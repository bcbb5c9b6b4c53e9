using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace EchoApp.Tests.AppHost;

/// <summary>The built AppHost as a process of its own. Everything that it starts inherits a mark in its environment, by which it is found.</summary>
internal sealed partial class AppHostProcess : IAsyncDisposable
{
    /// <summary>What reading takes.</summary>
    public const string Token = "of-the-tests-token";

    private const string Mark = "ECHOAPP_TESTS_RUN";

    private static readonly string[] _cleared = ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "DOTNET_LAUNCH_PROFILE", "Ports__Echo", "Ports__Pages", "Store__Image", "Store__Volume", "ContainerBaseImage"];

    private readonly string _run = Guid.NewGuid().ToString("N");
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _error = new();
    private readonly TemporaryDirectory _data = new();
    private readonly Task _read;

    private AppHostProcess(string[] launcher, string[] args, (string Name, string Value)[] environment)
    {
        string[] command = [.. launcher, Path.ChangeExtension(Assembly, OperatingSystem.IsWindows() ? ".exe" : null), .. args];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(Assembly),
        };
        Array.ForEach(_cleared, name => start.Environment.Remove(name));

        // Unless a test says otherwise: most need no container, and are to pass where no engine is.
        start.Environment["Store"] = "embedded";
        start.Environment["Data__Directory"] = _data.Path;

        // Generated ones would be kept in the user secrets of whoever runs the tests.
        start.Environment["Parameters__access-token"] = Token;
        start.Environment["Parameters__fingerprint-key"] = "of-the-tests-fingerprint-key";

        // As the launch profile has it, on ports of its own.
        start.Environment["DOTNET_ENVIRONMENT"] = start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = $"http://localhost:{FreePort.Choose()}";
        start.Environment["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = $"http://localhost:{FreePort.Choose()}";
        start.Environment["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        start.Environment[Mark] = _run;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException("The AppHost did not start.");
        Id = _process.Id;
        _read = Task.WhenAll(ReadAsync(_process.StandardOutput, _output), ReadAsync(_process.StandardError, _error));
    }

    public int Id { get; }

    public IReadOnlyList<string> Output => [.. _output];

    public IReadOnlyList<string> Error => [.. _error];

    public Uri Echo { get; private init; } = new("about:blank");

    public Uri Pages { get; private init; } = new("about:blank");

    /// <summary>The link to the dashboard, with its token.</summary>
    public Uri Login => new(LoginLine().Match(Output.First(LoginLine().IsMatch)).Groups["link"].Value);

    private static string Assembly { get; } = typeof(AppHostProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "AppHostAssembly").Value!;

    /// <summary>Starts it, and waits for nothing.</summary>
    public static AppHostProcess Launch(params string[] args) => LaunchIn([], args);

    /// <summary>The same, with variables of its own.</summary>
    public static AppHostProcess LaunchIn((string Name, string Value)[] environment, params string[] args) => new([], args, environment);

    /// <summary>Starts it on free ports and waits until web is healthy.</summary>
    public static Task<AppHostProcess> StartAsync(params string[] args) => StartInAsync([], args);

    /// <summary>The same, with variables of its own.</summary>
    public static async Task<AppHostProcess> StartInAsync((string Name, string Value)[] environment, params string[] args)
    {
        var (echo, pages) = (FreePort.Choose(), FreePort.Choose());

        // As a shell in a terminal starts it: whoever runs the tests in the background has SIGINT ignored, which is inherited.
        var appHost = new AppHostProcess(["setsid", "env", "--default-signal=INT"], [$"--Ports:Echo={echo}", $"--Ports:Pages={pages}", .. args], environment)
        {
            Echo = new Uri($"http://127.0.0.1:{echo}"),
            Pages = new Uri($"http://127.0.0.1:{pages}"),
        };
        try
        {
            await Eventually.TrueAsync(async () => appHost._process.HasExited || await appHost.IsHealthyAsync(), "web is healthy");
            return appHost._process.HasExited
                ? throw new InvalidOperationException($"The AppHost has ended: {string.Join('\n', [.. appHost.Output, .. appHost.Error])}")
                : appHost;
        }
        catch
        {
            await appHost.DisposeAsync();
            throw;
        }
    }

    /// <summary>What of it runs, but for itself.</summary>
    public IReadOnlyList<int> Others() => [.. ProcessTable.WithVariable(Mark, _run).Where(id => id != Id)];

    public int Web() => Others().Single(id => ProcessTable.Arguments(id).Split('\0', ' ')[0].EndsWith("/EchoApp.Web", StringComparison.Ordinal));

    public async Task SignalAsync(string signal, int? process = null)
    {
        using var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {process ?? Id}")]);
        await kill.WaitForExitAsync();
    }

    /// <summary>What Ctrl+C does on a terminal: every process of the group gets the signal.</summary>
    public Task InterruptGroupAsync() => SignalAsync("INT", -Id);

    /// <summary>Its exit code, after the last of its lines.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Eventually.Deadline);
        await _read.WaitAsync(Eventually.Deadline);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        // Asked first, so that it removes its containers in order.
        if (!_process.HasExited)
        {
            await SignalAsync("TERM");
            await _process.WaitForExitAsync().WaitAsync(Eventually.Deadline).ContinueWith(static _ => { }, TaskScheduler.Default);
        }

        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await Eventually.TrueAsync(() => Others().Count == 0, "nothing of the AppHost is left");
        _process.Dispose();
        _data.Dispose();
    }

    private async Task<bool> IsHealthyAsync()
    {
        using var client = new HttpClient();
        try
        {
            using var health = await client.GetAsync(new Uri(Pages, "/health"));
            return health.IsSuccessStatusCode && Output.Any(line => line.Contains("Distributed application started", StringComparison.Ordinal));
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task ReadAsync(StreamReader reader, ConcurrentQueue<string> lines)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Enqueue(line);
        }
    }

    [GeneratedRegex(@"Login to the dashboard at (?<link>\S+)$")]
    private static partial Regex LoginLine();
}
