using System.Globalization;
using EchoApp.Hosting.Engine.Logs;

namespace EchoApp.Hosting.Engine.Containers;

/// <summary>A container that was started; its output is followed until it ends.</summary>
internal sealed class RunningContainer : IRunningInstance
{
    private const int KilledExitCode = 137;

    private readonly ContainerCli _cli;
    private readonly string _name;
    private readonly Func<Task> _leave;
    private readonly CancellationTokenSource _released = new();
    private readonly Task _logs;
    private readonly string _since = DateTimeOffset.UtcNow.AddSeconds(-1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <param name="cli">The engine's command.</param>
    /// <param name="name">The container's name.</param>
    /// <param name="isPersistent">Whether the next run is to find it.</param>
    /// <param name="log">Where its output goes.</param>
    /// <param name="leave">What is done with it when it is not needed any more.</param>
    public RunningContainer(ContainerCli cli, string name, bool isPersistent, InstanceLog log, Func<Task> leave)
    {
        _cli = cli;
        _name = name;
        _leave = leave;
        OutlivesApplication = isPersistent;
        _logs = FollowAsync(log);
        Exited = WaitAsync();
    }

    public int? ProcessId => null;

    public Task<int> Exited { get; }

    public TimeSpan StopGrace => TimeSpan.FromSeconds(10);

    public bool OutlivesApplication { get; }

    public async Task StopAsync(TimeSpan grace)
    {
        var seconds = ((int)Math.Ceiling(grace.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await _cli.RunAsync(CancellationToken.None, "container", "stop", "-t", seconds, _name);
        await Exited;
    }

    public async ValueTask DisposeAsync()
    {
        await _leave();
        await _released.CancelAsync();
        await Task.WhenAll(_logs, Exited).ContinueWith(static _ => { }, TaskScheduler.Default);
        _released.Dispose();
    }

    private async Task<int> WaitAsync()
    {
        var ended = await _cli.RunAsync(_released.Token, "container", "wait", _name);
        await _logs;

        // A container that somebody removed has no exit code any more.
        return int.TryParse(ended.Output, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code) ? code : KilledExitCode;
    }

    private async Task FollowAsync(InstanceLog log)
    {
        try
        {
            await _cli.RunAsync(["container", "logs", "--follow", "--since", _since, _name], environment: null, log.Append, _released.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
