using Aspire.Hosting;
using EchoApp.Hosting.Engine.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine.Health;

public sealed class HealthMonitorTests
{
    [Theory]
    [InlineData(0, 30)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 4)]
    [InlineData(5, 5)]
    [InlineData(6, 5)]
    [InlineData(1000, 5)]
    public void IntervalAfter_SoManyFailures_IsThatManySeconds(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), HealthMonitor.IntervalAfter(failures));

    [Fact]
    public async Task Monitor_OfAResource_AsksAsOftenAsItsHealthWants()
    {
        var healthy = false;
        await using var application = await TestApplication.StartAsync(builder =>
        {
            builder.Services.AddHealthChecks().AddCheck("check", () => healthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("no"));
            builder.AddExecutable("job", "job", ".").WithHealthCheck("check");
        });

        foreach (var seconds in new[] { 1, 2, 3, 4, 5, 5 })
        {
            await application.Time.ElapseAsync(TimeSpan.FromSeconds(seconds));
        }

        await application.Time.DueAsync(TimeSpan.FromSeconds(5));
        healthy = true;
        application.Time.Advance(TimeSpan.FromSeconds(5));
        await application.Time.ElapseAsync(TimeSpan.FromSeconds(30));
        await application.Time.DueAsync(TimeSpan.FromSeconds(30));
        healthy = false;
        application.Time.Advance(TimeSpan.FromSeconds(30));
        await application.Time.DueAsync(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Monitor_OfAResourceThatFailsItsCheck_SaysWhyInItsReport()
    {
        await using var application = await TestApplication.StartAsync(builder =>
        {
            builder.Services.AddHealthChecks().AddCheck("check", () => HealthCheckResult.Unhealthy("no disk"));
            builder.AddExecutable("job", "job", ".").WithHealthCheck("check");
        });

        var snapshot = await application.SnapshotAsync("job", snapshot => snapshot.HealthStatus == HealthStatus.Unhealthy);

        var report = Assert.Single(snapshot.HealthReports);
        Assert.Equal(("check", "no disk"), (report.Name, report.Description));
        Assert.Equal(application.Time.GetUtcNow().UtcDateTime, report.LastRunAt);
    }

    [Fact]
    public async Task Monitor_OfACheckInOtherLetterCase_FindsIt()
    {
        await using var application = await TestApplication.StartAsync(builder =>
        {
            builder.Services.AddHealthChecks().AddCheck("Check", () => HealthCheckResult.Unhealthy("no"));
            builder.AddExecutable("job", "job", ".").WithHealthCheck("check");
        });

        await application.SnapshotAsync("job", snapshot => snapshot.HealthStatus == HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task Monitor_OfACheckThatCannotBeMade_CountsAsUnhealthy()
    {
        await using var application = await TestApplication.StartAsync(builder =>
        {
            builder.Services.AddHealthChecks().Add(new HealthCheckRegistration("check", _ => throw new InvalidOperationException("no factory"), null, null));
            builder.AddExecutable("job", "job", ".").WithHealthCheck("check");
        });

        var snapshot = await application.SnapshotAsync("job", snapshot => snapshot.HealthStatus == HealthStatus.Unhealthy);

        Assert.Equal("no factory", Assert.Single(snapshot.HealthReports).Description);
    }

    [Fact]
    public async Task Monitor_OfACheckThatNeverAnswers_DoesNotHoldUpTheStop()
    {
        var asked = new TaskCompletionSource();
        await using var application = await TestApplication.StartAsync(builder =>
        {
            builder.Services.AddHealthChecks().AddAsyncCheck("check", () =>
            {
                asked.TrySetResult();
                return new TaskCompletionSource<HealthCheckResult>().Task;
            });
            builder.AddExecutable("job", "job", ".").WithHealthCheck("check");
        });
        await asked.Task;

        await application.StopAsync();

        Assert.Equal("Exited", application.Now("job").State?.Text);
    }

    [Fact]
    public async Task Monitor_OfAResourceThatWasReadyAndIsNoMore_WarnsOnTheTerminalAndTellsWhenItIsBack()
    {
        var healthy = true;
        await using var application = await TestApplication.StartAsync(builder =>
        {
            builder.Services.AddHealthChecks().AddCheck("check", () => healthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("no disk"));
            builder.AddExecutable("job", "job", ".").WithHealthCheck("check");
        });
        await Eventually.TrueAsync(() => application.Output.Lines.Contains("job is ready"), "it is ready");

        healthy = false;
        await application.Time.ElapseAsync(TimeSpan.FromSeconds(30));
        await Eventually.TrueAsync(() => application.Error.Lines.Contains("warning: job runs but is not healthy: no disk"), "it warns");
        healthy = true;
        await application.Time.ElapseAsync(TimeSpan.FromSeconds(1));

        await Eventually.TrueAsync(() => application.Output.Lines.Count(line => line == "job is ready") == 2, "it is ready again");
    }
    [Fact]
    public async Task Monitor_OfAResourceThatDoesNotBecomeReady_SaysWhyAfterFiveSecondsAndNotBefore()
    {
        await using var application = await TestApplication.StartAsync(builder =>
        {
            builder.Services.AddHealthChecks().AddCheck("check", () => HealthCheckResult.Unhealthy("no disk"));
            builder.AddExecutable("job", "job", ".").WithHealthCheck("check");
        });

        await application.Time.ElapseAsync(TimeSpan.FromSeconds(1));
        await application.Time.ElapseAsync(TimeSpan.FromSeconds(2));
        await application.Time.DueAsync(TimeSpan.FromSeconds(3));
        Assert.Empty(application.Error.Lines);
        application.Time.Advance(TimeSpan.FromSeconds(3));

        await Eventually.TrueAsync(() => application.Error.Lines.Contains("warning: job runs but is not healthy: no disk"), "it warns");
    }
}
