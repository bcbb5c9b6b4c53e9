using System.Globalization;
using EchoApp.Hosting.Engine.Logs;

namespace EchoApp.Hosting.Engine.Containers;

/// <summary>A container that was started; its output is followed until it ends.</summary>
internal sealed class RunningContainer : IRunningInstance
{
    private const int KilledExitCode = 137;

    // What follows the output ends with the container; should the engine not tell it so, the container is over all the same.
    private static readonly TimeSpan _outputAfterExit = TimeSpan.FromSeconds(5);

    private readonly ContainerCli _cli;
    private readonly string _name;
    private readonly Func<Task> _leave;
    private readonly CancellationTokenSource _released = new();
    private readonly Task _logs;

    /// <param name="cli">The engine's command.</param>
    /// <param name="name">The container's name.</param>
    /// <param name="id">The engine's id of it.</param>
    /// <param name="isPersistent">Whether the next run is to find it.</param>
    /// <param name="earlier">Options that leave out what it printed in earlier runs.</param>
    /// <param name="log">Where its output goes.</param>
    /// <param name="leave">What is done with it when it is not needed any more.</param>
    public RunningContainer(ContainerCli cli, string name, string? id, bool isPersistent, IReadOnlyList<string> earlier, InstanceLog log, Func<Task> leave)
    {
        _cli = cli;
        _name = name;
        ContainerId = id;
        _leave = leave;
        OutlivesApplication = isPersistent;
        _logs = FollowAsync(earlier, log);
        Exited = WaitAsync(log);
    }

    public int? ProcessId => null;

    public string? ContainerId { get; }

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

    private async Task<int> WaitAsync(InstanceLog log)
    {
        var ended = await EndAsync();
        await Task.WhenAny(_logs, Task.Delay(_outputAfterExit, _released.Token));
        if (int.TryParse(ended.Output, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code))
        {
            return code;
        }

        // Somebody has removed it, or the engine has ended.
        log.Append($"The container is lost: {ended.Reason}", isError: true);
        return KilledExitCode;
    }

    private async Task<ContainerCliResult> EndAsync()
    {
        while (true)
        {
            var ended = await _cli.RunAsync(_released.Token, "container", "wait", _name);

            // What waited may itself have been ended, the container not.
            var state = ended.Succeeded ? ended : await _cli.RunAsync(_released.Token, "container", "inspect", "--format", "{{.State.Running}}", _name);
            if (state.Output != "true")
            {
                return ended;
            }
        }
    }

    private async Task FollowAsync(IReadOnlyList<string> earlier, InstanceLog log)
    {
        try
        {
            await _cli.FollowAsync(["container", "logs", "--follow", .. earlier, _name], log.Append, _released.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
