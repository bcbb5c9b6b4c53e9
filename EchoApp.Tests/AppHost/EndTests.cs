using System.Diagnostics;
using EchoApp.Tests.Hosting.Engine.Processes;
using Xunit;

namespace EchoApp.Tests.AppHost;

public sealed class EndTests
{
    [Fact]
    public async Task An_exception_that_nobody_catches_leaves_no_process()
    {
        using var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Path, "throw");
        await using var appHost = await AppHostProcess.StartThrowingAsync(file);
        Assert.NotEmpty(appHost.Others());

        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        Assert.NotEqual(0, await appHost.ExitAsync());
        Assert.Contains(appHost.Error, line => line.Contains("InvalidOperationException", StringComparison.Ordinal));
        await Eventually.TrueAsync(() => appHost.Others().Count == 0, "nothing of the AppHost is left");
    }

    [Fact]
    public async Task SIGTERM_ends_it_with_0_and_leaves_nothing()
    {
        await using var appHost = await AppHostProcess.StartAsync();
        var web = appHost.Web();

        await appHost.SignalAsync("TERM");

        Assert.Equal(0, await appHost.ExitAsync());
        Assert.False(ProcessTable.IsAlive(web));
        await Eventually.TrueAsync(() => appHost.Others().Count == 0, "the watchdog is gone too");
        Assert.Empty(appHost.Error);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_with_0_and_leaves_nothing()
    {
        await using var appHost = await AppHostProcess.StartWithDefaultSignalsAsync();
        var web = appHost.Web();

        await appHost.SignalAsync("INT");

        Assert.Equal(0, await appHost.ExitAsync());
        Assert.False(ProcessTable.IsAlive(web));
        await Eventually.TrueAsync(() => appHost.Others().Count == 0, "the watchdog is gone too");
    }

    [Fact]
    public async Task SIGTERM_while_it_starts_ends_it_and_leaves_nothing()
    {
        await using var appHost = AppHostProcess.Launch("--Ports:Echo=0", "--Ports:Pages=0");
        await Eventually.TrueAsync(() => appHost.Output.Contains("Distributed application starting."), "it starts");

        await appHost.SignalAsync("TERM");

        Assert.Contains(await appHost.ExitAsync(), new[] { 0, 128 + 15 });
        Assert.Empty(appHost.Error);
        await Eventually.TrueAsync(() => appHost.Others().Count == 0, "nothing is left");
    }

    [Fact]
    public async Task After_kill_9_its_projects_are_gone_within_5_seconds()
    {
        await using var appHost = await AppHostProcess.StartAsync();
        var web = appHost.Web();
        var killed = Stopwatch.GetTimestamp();

        await appHost.SignalAsync("KILL");

        await Eventually.TrueAsync(() => !ProcessTable.IsAlive(web), "web is gone");
        Assert.True(Stopwatch.GetElapsedTime(killed) < TimeSpan.FromSeconds(5));
        await Eventually.TrueAsync(() => appHost.Others().Count == 0, "the watchdog is gone too");
    }

    [Fact]
    public async Task When_web_is_killed_it_says_so_and_ends_with_1()
    {
        await using var appHost = await AppHostProcess.StartAsync();

        await appHost.SignalAsync("KILL", appHost.Web());

        Assert.Equal(1, await appHost.ExitAsync());
        Assert.Equal(["error: web exited with code 137."], appHost.Error);
    }
}
