using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Dashboard;
using EchoApp.Hosting.Dashboard.Resources;
using EchoApp.Hosting.Dashboard.Resources.Usage;
using EchoApp.Tests.Hosting.Engine;
using EchoApp.Tests.Hosting.Engine.Containers;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EchoApp.Tests.Hosting.Dashboard.Resources.Usage;

/// <summary>Real processes and containers, looked at as the clock of the test goes on.</summary>
public sealed class ResourceUsageSamplerTests
{
    [Fact]
    public async Task Process_ThatIsBusy_ShowsIt()
    {
        await using var application = await StartAsync(builder =>
        {
            builder.AddExecutable("busy", "sh", ".", "-c", "while :; do :; done");
            builder.AddExecutable("idle", "sleep", ".", "600");
        });

        var busy = await SampleAsync(application, "busy", usage => usage.CpuPercent > 20);
        var idle = await SampleAsync(application, "idle", usage => usage.CpuPercent < 10);

        Assert.InRange(busy.CpuPercent, 20, 200);
        Assert.InRange(idle.MemoryBytes, 100_000, 100_000_000);
        Assert.Equal(DateTimeKind.Utc, busy.Time.Kind);
    }

    [Fact]
    public async Task Process_ThatIsStartedAgain_IsMeasuredAnew()
    {
        await using var application = await StartAsync(builder => builder.AddExecutable("idle", "sleep", ".", "600"));
        await SampleAsync(application, "idle", _ => true);

        Assert.True((await application.CommandAsync("idle", KnownResourceCommands.RestartCommand)).Success);
        await application.StateAsync("idle", KnownResourceStates.Running);
        var count = Samples(application, "idle").Count;
        await SampleAsync(application, "idle", _ => Samples(application, "idle").Count > count);

        Assert.All(Samples(application, "idle"), usage => Assert.InRange(usage.CpuPercent, 0, 1000));
    }

    [Fact]
    public async Task Container_IsLookedAtWhileSomebodyWatches()
    {
        await ContainerEngine.RequireAsync();
        await using var application = await StartAsync(builder => ContainerModel.Shell(builder, "busy", "trap exit INT TERM; while :; do :; done"));
        await TickAsync(application);
        await TickAsync(application);
        Assert.Empty(Samples(application, "busy"));

        ResourceUsage busy;
        using (History(application).Watch())
        {
            busy = await SampleAsync(application, "busy", usage => usage.CpuPercent > 20);
        }

        Assert.InRange(busy.MemoryBytes, 100_000, 1_000_000_000);
        await TickAsync(application);
        var count = Samples(application, "busy").Count;
        await TickAsync(application);
        await TickAsync(application);
        Assert.Equal(count, Samples(application, "busy").Count);
    }

    [Fact]
    public async Task Engine_WithoutNumbers_LeavesTheRestAlone()
    {
        await ContainerEngine.RequireAsync();
        using var directory = new TemporaryDirectory();
        await using var application = await StartAsync(
            builder =>
            {
                ContainerModel.Shell(builder, "idle", "trap exit INT TERM; sleep 600 & wait");
                builder.AddExecutable("process", "sleep", ".", "600");
            },
            ContainerModel.Command(directory, "test \"$1\" = stats && { echo \"unknown command\" >&2; exit 1; }"));
        using var watch = History(application).Watch();

        await SampleAsync(application, "process", _ => true);
        await SampleAsync(application, "process", _ => Samples(application, "process").Count > 3);

        Assert.Empty(Samples(application, "idle"));
        Assert.Empty(application.Error.Lines);
    }

    private static async Task<TestApplication> StartAsync(Action<IDistributedApplicationBuilder> declare, params string[] args)
    {
        var application = await TestApplication.StartAsync(
            builder =>
            {
                var dashboard = new DashboardEndpoints();
                var address = new Uri("http://localhost:1");
                dashboard.Set(new DashboardEndpoints.Addresses(address, null, address, address, null));
                builder.Services.AddSingleton(dashboard);
                declare(builder);
            },
            realProcesses: true,
            args);
        foreach (var latest in application.Notifications.Latest())
        {
            await application.StateAsync(latest.Resource.Name, KnownResourceStates.Running);
        }

        return application;
    }

    private static ResourceUsageHistory History(TestApplication application) => application.App.Services.GetRequiredService<ResourceUsageHistory>();

    private static IReadOnlyList<ResourceUsage> Samples(TestApplication application, string resource)
    {
        var cursor = 0L;
        var id = Id(application, resource);
        return [.. History(application).After(ref cursor).Where(usage => usage.Id == id)];
    }

    private static string Id(TestApplication application, string resource) => application.Notifications.Latest(resource).Single().ResourceId;

    private static async Task<ResourceUsage> SampleAsync(TestApplication application, string resource, Func<ResourceUsage, bool> condition)
    {
        await Eventually.TrueAsync(
            async () =>
            {
                await TickAsync(application);
                return Samples(application, resource) is [.., var usage] && condition(usage);
            },
            $"'{resource}' shows what it uses");
        return Samples(application, resource)[^1];
    }

    // When the sampler waits again, it has looked.
    private static async Task TickAsync(TestApplication application)
    {
        await Eventually.TrueAsync(() => application.Time.NextDue is not null, "the sampler waits");
        application.Time.Advance(ResourceUsageSampler.Interval);
        await Eventually.TrueAsync(() => application.Time.NextDue is not null, "the sampler has looked");
    }
}
