using System.Diagnostics;
using Aspire.Hosting;
using EchoApp.Hosting.Engine;
using EchoApp.Hosting.Engine.Logs;
using EchoApp.Hosting.Engine.Processes;
using EchoApp.Hosting.Engine.Specs;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine.Processes;

/// <summary>Real processes through the real launcher.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Watchdog _watchdog = new();
    private readonly InstanceLog _log = new(TimeProvider.System) { InstanceId = "job-aaaaaaaa" };

    public void Dispose()
    {
        _watchdog.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task Start_OfAProcess_TakesTheLinesOfBothStreamsAndItsCode()
    {
        await using var process = await ShellAsync("echo out; echo wrong >&2; printf last; exit 7");

        Assert.Equal(7, await process.Exited.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken));
        Assert.Equal(["last", "out"], Lines(isError: false).Order());
        Assert.Equal(["wrong"], Lines(isError: true));
    }

    [Fact]
    public async Task Start_WithManyLines_LosesNoneAndKeepsTheirOrder()
    {
        await using var process = await ShellAsync("seq 1 9000");

        await process.Exited.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(1, 9000).Select(number => $"{number}"), Lines(isError: false));
    }

    [Fact]
    public async Task Start_WithArguments_PassesThemAsTheyAre()
    {
        await using var process = await StartAsync(Spec("sh", ["-c", "printf '%s\\n' \"$@\"", "sh", "a b", "", "$HOME", "\"q\""]));

        await process.Exited.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);

        Assert.Equal(["a b", "", "$HOME", "\"q\""], Lines(isError: false));
    }

    [Fact]
    public async Task Start_InADirectory_RunsThere()
    {
        await using var process = await ShellAsync("pwd -P");

        await process.Exited.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);

        Assert.EndsWith(Path.GetFileName(_directory.Path), Assert.Single(Lines(isError: false)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OfACommandWithAPath_IsTakenFromTheWorkingDirectory()
    {
        await ExecutableAsync("tool", "#!/bin/sh\necho here\n");
        await using var process = await StartAsync(Spec("./tool", []));

        await process.Exited.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);

        Assert.Equal(["here"], Lines(isError: false));
    }

    [Fact]
    public async Task Start_OfACommandThatIsNotThere_SaysWhatToDo()
    {
        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync(Spec("no-such-command-here", [])));

        Assert.Equal("the command 'no-such-command-here' was not found in PATH. Install it, or give its path.", exception.Message);
    }

    [Fact]
    public async Task Start_OfAPathThatIsNotThere_NamesIt()
    {
        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync(Spec("./missing", [])));

        Assert.Equal($"the command {Path.Combine(_directory.Path, "missing")} does not exist.", exception.Message);
    }

    [Fact]
    public async Task Start_OfAFileThatIsNotExecutable_SaysWhatToDo()
    {
        var file = _directory.Write("plain", "#!/bin/sh\n");

        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(() => StartAsync(Spec("./plain", [])));

        Assert.Equal($"the command {file} must not be executed. Make it executable: chmod +x {file}", exception.Message);
    }

    [Fact]
    public async Task Start_InADirectoryThatIsNotThere_NamesIt()
    {
        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => StartAsync(Spec("sh", []) with { WorkingDirectory = "/no/such/directory" }));

        Assert.Equal("its working directory does not exist: /no/such/directory", exception.Message);
    }

    [Fact]
    public async Task Start_OfAnExecutable_ClosesItsInput()
    {
        await using var process = await ShellAsync("cat; echo ended");

        await process.Exited.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);

        Assert.Equal(["ended"], Lines(isError: false));
    }

    [Fact]
    public async Task Start_OfAProject_HoldsItsInputOpenAndSaysSo()
    {
        await using var process = await StartAsync(
            Spec("sh", ["-c", "echo \"pipe $ECHOAPP_PARENT_PIPE\"; cat; echo ended"]) with { HoldsParentPipe = true });
        await Eventually.TrueAsync(() => Lines(isError: false).Contains("pipe 1"), "it runs");
        Assert.False(process.Exited.IsCompleted);

        await process.StopAsync(TimeSpan.FromSeconds(10));

        Assert.True(process.Exited.IsCompleted);
    }

    [Fact]
    public async Task Stop_OfAProcessThatHeedsTheSignal_LetsItFinish()
    {
        await using var process = await ShellAsync("trap 'echo bye; exit 5' TERM; echo ready; while :; do sleep 0.05; done");
        await Eventually.TrueAsync(() => Lines(isError: false).Contains("ready"), "it runs");

        await process.StopAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(5, await process.Exited);
        Assert.Contains("bye", Lines(isError: false));
    }

    [Fact]
    public async Task Stop_OfAProcessThatIgnoresTheSignal_KillsItAfterTheGrace()
    {
        await using var process = await ShellAsync("trap '' TERM; echo ready; while :; do sleep 0.05; done");
        await Eventually.TrueAsync(() => Lines(isError: false).Contains("ready"), "it runs");
        var started = Stopwatch.GetTimestamp();

        await process.StopAsync(TimeSpan.FromMilliseconds(300)).WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);

        Assert.Equal(128 + 9, await process.Exited);

        // A timer may fire a few milliseconds early by another clock.
        Assert.True(Stopwatch.GetElapsedTime(started) > TimeSpan.FromMilliseconds(250));
    }

    [Fact]
    public async Task Stop_OfAProcessWithChildrenOfItsOwn_TakesThemAlong()
    {
        await using var process = await ShellAsync("sh -c 'trap \"\" TERM; sh -c \"trap : TERM; echo child \\$\\$; while :; do sleep 0.05; done\"' & wait");
        await Eventually.TrueAsync(() => Lines(isError: false).Any(), "the child's child runs");
        var child = ChildOf(Lines(isError: false).Single());
        Assert.True(ProcessTable.IsAlive(child));

        await process.StopAsync(TimeSpan.FromMilliseconds(300));

        await Eventually.TrueAsync(() => !ProcessTable.IsAlive(child), "the child's child is gone");
    }

    [Fact]
    public async Task Exit_OfAProcessThatLeavesAChildBehind_TakesTheChildAlongAndIsOver()
    {
        await using var process = await ShellAsync("sh -c 'echo child $$; exec sleep 600' & sleep 0.2; exit 0");

        Assert.Equal(0, await process.Exited.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken));

        var child = ChildOf(Lines(isError: false).Single());
        await Eventually.TrueAsync(() => !ProcessTable.IsAlive(child), "the child is gone");
    }

    [Fact]
    public async Task Dispose_OfARunningProcess_KillsIt()
    {
        var process = await ShellAsync("trap '' TERM; while :; do sleep 0.05; done");

        await process.DisposeAsync();

        await Eventually.TrueAsync(() => !ProcessTable.IsAlive(process.ProcessId!.Value), "it is gone");
    }

    [Fact]
    public async Task Watchdog_WhoseInputCloses_EndsWhatIsLeft()
    {
        var kind = await ShellAsync("echo ready; exec sleep 600");
        var stubborn = await ShellAsync("trap '' TERM; echo ready; while :; do sleep 0.05; done");
        await using var forgotten = await ShellAsync("echo ready; exec sleep 600");
        await Eventually.TrueAsync(() => Lines(isError: false).Count() == 3, "they run");
        _watchdog.Forget(forgotten.ProcessId!.Value);

        // What the kernel does to the pipe when the host is killed.
        _watchdog.Dispose();

        await kind.Exited.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
        Assert.Equal(128 + 9, await stubborn.Exited.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken));
        Assert.False(forgotten.Exited.IsCompleted);
        await kind.DisposeAsync();
        await stubborn.DisposeAsync();
    }

    [Fact]
    public async Task Watchdog_ThatSomebodyKilled_IsReplaced()
    {
        await using var first = await ShellAsync("echo ready; exec sleep 600");
        var shell = _watchdog.ShellId!.Value;
        ProcessGroup.SignalProcess(shell, ProcessGroup.SignalKill);
        await Eventually.TrueAsync(() => !ProcessTable.IsAlive(shell), "the shell is gone");

        await using var second = await ShellAsync("echo ready; exec sleep 600");
        _watchdog.Dispose();

        await first.Exited.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
        await second.Exited.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
    }

    private Task<IRunningInstance> ShellAsync(string script) => StartAsync(Spec("sh", ["-c", script]));

    private Task<IRunningInstance> StartAsync(ProcessSpec spec) =>
        new ProcessLauncher(_watchdog).StartAsync(spec, _log, TestContext.Current.CancellationToken);

    private ProcessSpec Spec(string command, string[] args) =>
        new("job-aaaaaaaa", command, args, _directory.Path, new Dictionary<string, string>(), HoldsParentPipe: false);

    private async Task ExecutableAsync(string name, string text)
    {
        using var chmod = Process.Start("chmod", ["+x", _directory.Write(name, text)]);
        await chmod.WaitForExitAsync();
    }

    private IEnumerable<string> Lines(bool isError) => _log.Kept().Where(line => line.IsError == isError).Select(line => line.Text);

    private static int ChildOf(string line) => int.Parse(line["child ".Length..], System.Globalization.CultureInfo.InvariantCulture);
}
