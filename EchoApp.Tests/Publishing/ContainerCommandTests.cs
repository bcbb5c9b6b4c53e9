using Aspire.Hosting;
using EchoApp.Publishing.Engine;
using Xunit;

namespace EchoApp.Tests.Publishing;

public sealed class ContainerCommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_OfACommandThatDoesNotEnd_IsGivenUpAndKilled()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no sleep command.");
        var duration = $"{1000 + Random.Shared.NextDouble()}";

        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => new ContainerCommand("sleep").RunAsync(TimeSpan.FromMilliseconds(100), Cancel, duration));

        Assert.Equal("sleep does not answer within 0.1 s.", failure.Message);
        await Eventually.TrueAsync(async () => !(await new ContainerCommand("ps").RunAsync(Cancel, "-eo", "args")).Output.Contains($"sleep {duration}", StringComparison.Ordinal), "it is gone");
    }

    [Fact]
    public async Task Run_OfACommandThatIsNotThere_SaysSo()
    {
        var failure = await Assert.ThrowsAsync<DistributedApplicationException>(() => new ContainerCommand("no-such-command").RunAsync(Cancel, "version"));

        Assert.Equal("there is no no-such-command command.", failure.Message);
    }
}
