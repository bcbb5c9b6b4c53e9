using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using EchoApp.Tests.Hosting.Engine.Processes;

namespace EchoApp.Tests.AppHost;

/// <summary>The built AppHost as a process of its own. Everything that it starts carries a mark in its environment, by which it is found.</summary>
internal sealed partial class AppHostProcess : IAsyncDisposable
{
    private const string Mark = "ECHOAPP_TESTS_RUN";

    private readonly string _run = Guid.NewGuid().ToString("N");
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _error = new();
    private readonly Task _read;

    private AppHostProcess(string[] launcher, string[] args, params (string Name, string Value)[] environment)
    {
        string[] command = [.. launcher, Path.ChangeExtension(Assembly, OperatingSystem.IsWindows() ? ".exe" : null), .. args];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in new[] { "ASPNETCORE_URLS", "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", "ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "Ports__Echo", "Ports__Pages", "Store__Image", "Store__Volume" })
        {
            start.Environment.Remove(name);
        }

        // Unless a test says otherwise: most need no container, and are to pass where no engine is.
        start.Environment["Store"] = "embedded";
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

    public Uri Echo { get; private set; } = new("about:blank");

    public Uri Pages { get; private set; } = new("about:blank");

    /// <summary>The link to the dashboard, with its token.</summary>
    public Uri Login => new(LoginLine().Match(Output.First(LoginLine().IsMatch)).Groups["link"].Value);

    private static string Assembly { get; } = typeof(AppHostProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "AppHostAssembly").Value!;

    /// <summary>Starts it, and waits for nothing.</summary>
    public static AppHostProcess Launch(params string[] args) => new([], args);

    /// <summary>The same, with variables of its own.</summary>
    public static AppHostProcess LaunchIn((string Name, string Value)[] environment, params string[] args) => new([], args, environment);

    /// <summary>Starts it with variables of its own, and waits until web is ready.</summary>
    public static Task<AppHostProcess> StartInAsync((string Name, string Value)[] environment, params string[] args) => ReadyAsync(LaunchIn(environment, args));

    /// <summary>The same, as the leader of a process group, as a shell in a terminal starts it.</summary>
    public static Task<AppHostProcess> StartInTerminalAsync((string Name, string Value)[] environment, params string[] args) =>
        ReadyAsync(new AppHostProcess(["setsid", "env", "--default-signal=INT"], args, environment));

    /// <summary>Starts it on free ports and waits until web is ready.</summary>
    public static Task<AppHostProcess> StartAsync(params string[] args) => ReadyAsync(new AppHostProcess([], ["--Ports:Echo=0", "--Ports:Pages=0", .. args]));

    /// <summary>The same, with <see cref="StartupHook"/> in it, which throws once the file exists.</summary>
    public static Task<AppHostProcess> StartThrowingAsync(string file) => ReadyAsync(new AppHostProcess(
        [], ["--Ports:Echo=0", "--Ports:Pages=0"], ("DOTNET_STARTUP_HOOKS", typeof(StartupHook).Assembly.Location), (StartupHook.FileVariable, file)));

    /// <summary>The same, as a shell in a terminal would: whoever runs the tests in the background has SIGINT ignored, which is inherited.</summary>
    public static Task<AppHostProcess> StartWithDefaultSignalsAsync() =>
        ReadyAsync(new AppHostProcess(["env", "--default-signal=INT"], ["--Ports:Echo=0", "--Ports:Pages=0"]));

    /// <summary>What of it runs, but for itself.</summary>
    public IReadOnlyList<int> Others() => [.. ProcessTable.WithVariable(Mark, _run).Where(id => id != Id)];

    public int Web() => Others().Single(id => ProcessTable.Arguments(id).Contains("EchoApp.Web", StringComparison.Ordinal));

    public async Task SignalAsync(string signal, int? process = null)
    {
        using var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {process ?? Id}")]);
        await kill.WaitForExitAsync();
    }

    /// <summary>What Ctrl+C does on a terminal: every process of the group gets the signal.</summary>
    public Task InterruptGroupAsync() => SignalAsync("INT", -Id);

    /// <summary>Its exit code, after the last of its lines.</summary>
    public Task<int> ExitAsync() => ExitAsync(Eventually.Deadline);

    /// <summary>The same, where it has more to do than most.</summary>
    public async Task<int> ExitAsync(TimeSpan deadline)
    {
        await _process.WaitForExitAsync().WaitAsync(deadline);
        await _read.WaitAsync(Eventually.Deadline);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        // Asked first: with its watchdog killed too, nobody would remove its containers.
        if (!_process.HasExited)
        {
            await SignalAsync("TERM");
            await _process.WaitForExitAsync().WaitAsync(Eventually.Deadline).ContinueWith(static _ => { }, TaskScheduler.Default);
        }

        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await Eventually.TrueAsync(() => Others().Count == 0, "nothing of the AppHost is left");
        _process.Dispose();
    }

    private static async Task<AppHostProcess> ReadyAsync(AppHostProcess appHost)
    {
        try
        {
            await Eventually.TrueAsync(() => appHost._process.HasExited || (appHost.Output.Any(ReadyLine().IsMatch)
                && appHost.Output.Contains("Distributed application started. Press Ctrl+C to shut down.")), "web is ready");
            var ready = ReadyLine().Match(appHost.Output.FirstOrDefault(ReadyLine().IsMatch) ?? "");
            if (!ready.Success)
            {
                throw new InvalidOperationException($"The AppHost has ended: {string.Join('\n', [.. appHost.Output, .. appHost.Error])}");
            }

            appHost.Echo = new Uri(ready.Groups["echo"].Value);
            appHost.Pages = new Uri(ready.Groups["pages"].Value);
            return appHost;
        }
        catch
        {
            await appHost.DisposeAsync();
            throw;
        }
    }

    private static async Task ReadAsync(StreamReader reader, ConcurrentQueue<string> lines)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Enqueue(line);
        }
    }

    [GeneratedRegex(@"^web is ready: (?<echo>http://\S+) \(echo\)  (?<pages>http://\S+) \(pages\)$")]
    private static partial Regex ReadyLine();

    [GeneratedRegex(@"^Login to the dashboard at (?<link>\S+)$")]
    private static partial Regex LoginLine();
}
