using Xunit;

namespace EchoApp.Tests.AppHost;

/// <summary>However it ends, nothing of it stays behind.</summary>
public sealed class EndTests
{
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_ends_it_with_0_and_leaves_nothing(string signal)
    {
        await using var appHost = await AppHostProcess.StartAsync();
        var web = appHost.Web();

        await appHost.SignalAsync(signal);

        Assert.Equal(0, await appHost.ExitAsync());
        await Eventually.TrueAsync(() => !ProcessTable.IsAlive(web), "web is gone");
        await Eventually.TrueAsync(() => appHost.Others().Count == 0, "nothing is left");
        Assert.Empty(appHost.Error);
    }

    [Fact]
    public async Task After_kill_9_its_projects_are_gone_too()
    {
        await using var appHost = await AppHostProcess.StartAsync();
        var web = appHost.Web();

        await appHost.SignalAsync("KILL");

        await Eventually.TrueAsync(() => !ProcessTable.IsAlive(web), "web is gone");
        await Eventually.TrueAsync(() => appHost.Others().Count == 0, "nothing is left");
    }
}
