using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Xunit;

namespace EchoApp.Tests.Hosting;

/// <summary>Bins come and go with the EchoApp that they belong to.</summary>
public sealed class LifetimeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bin_WhenItsEchoStopsAndStartsAgain_FollowsIt()
    {
        await using var application = await EchoApplication.StartAsync(builder => builder.AddEcho("echo").AddBin("orders"));
        var running = await application.HealthyAsync("orders");

        var stopped = await application.App.ResourceCommands.ExecuteCommandAsync("echo", KnownResourceCommands.StopCommand, Cancel);
        var gone = await application.App.ResourceNotifications.WaitForResourceAsync("orders", KnownResourceStates.TerminalStates, Cancel).WaitAsync(Eventually.Deadline, Cancel);
        var started = await application.App.ResourceCommands.ExecuteCommandAsync("echo", KnownResourceCommands.StartCommand, Cancel);
        var again = await application.InStateAsync("orders", KnownResourceStates.Running);

        Assert.True(stopped.Success && started.Success, $"{stopped.Message} {started.Message}");
        Assert.Contains(gone, KnownResourceStates.TerminalStates);
        Assert.Equal(["Capture", "Inspector"], running.Urls.Select(url => url.DisplayProperties.DisplayName));
        Assert.Equal(running.Urls.Select(url => url.Url), again.Urls.Select(url => url.Url));
    }
}
