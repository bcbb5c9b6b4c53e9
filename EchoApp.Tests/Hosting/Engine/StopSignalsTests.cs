using Aspire.Hosting;
using EchoApp.Hosting.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine;

public sealed class StopSignalsTests
{
    [Fact]
    public async Task Count_OfTheFirstSignal_SaysHowToEndAtOnceAndLeavesTheInstanceItsTime()
    {
        await using var application = await StartAsync();
        var instance = await application.Launcher.InstanceAsync("stubborn");

        Signals(application).Count();
        var stop = application.App.StopAsync(TestContext.Current.CancellationToken);

        var grace = await instance.Asked.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
        instance.Exit(0);
        await stop.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
        Assert.Equal(instance.StopGrace, grace);
        Assert.Contains(application.Output.Lines, line => line.Contains("Press Ctrl+C again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Count_OfTheSecondSignal_GivesAnInstanceThatIsBeingStoppedNoMoreTime()
    {
        await using var application = await StartAsync();
        var instance = await application.Launcher.InstanceAsync("stubborn");
        Signals(application).Count();
        var stop = application.App.StopAsync(TestContext.Current.CancellationToken);
        await instance.Asked.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);

        Signals(application).Count();

        await stop.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
        Assert.Equal(TimeSpan.Zero, instance.Grace);
    }

    /// <summary>An instance that ends only by force, or when the test lets it.</summary>
    private static async Task<TestApplication> StartAsync()
    {
        var application = await TestApplication.StartAsync(builder => builder.AddExecutable("stubborn", "sh", "."));
        (await application.Launcher.InstanceAsync("stubborn")).OnStop = instance =>
        {
            if (instance.Grace == TimeSpan.Zero)
            {
                instance.Exit(137);
            }

            return instance.Exited;
        };
        return application;
    }

    private static StopSignals Signals(TestApplication application) =>
        application.App.Services.GetServices<IHostedService>().OfType<StopSignals>().Single();
}
