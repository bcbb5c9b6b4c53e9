using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine;

public sealed class WaitTests
{
    private readonly TaskCompletionSource _healthy = new();

    [Fact]
    public async Task WaitFor_AResourceThatRunsButIsNotHealthyYet_GoesOnWaiting()
    {
        await using var application = await StartAsync((builder, store) => builder.AddExecutable("job", "job", ".").WaitFor(store));
        await application.SnapshotAsync("store", snapshot => snapshot.HealthStatus == HealthStatus.Unhealthy);
        Assert.Equal("Waiting", application.Now("job").State?.Text);

        _healthy.SetResult();
        await application.Time.ElapseAsync(TimeSpan.FromSeconds(1));
        await application.StateAsync("job", KnownResourceStates.Running);

        Assert.Equal(HealthStatus.Healthy, application.Now("store").HealthStatus);
    }

    [Fact]
    public async Task WaitForStart_AResourceThatRunsButIsNotHealthy_Starts()
    {
        await using var application = await StartAsync((builder, store) => builder.AddExecutable("job", "job", ".").WaitForStart(store));

        await application.StateAsync("job", KnownResourceStates.Running);

        Assert.NotEqual(HealthStatus.Healthy, application.Now("store").HealthStatus);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task WaitForCompletion_WithTheExpectedCode_Starts(int code)
    {
        await using var application = await StartAsync((builder, store) => builder.AddExecutable("job", "job", ".").WaitForCompletion(store, code));
        await application.StateAsync("job", KnownResourceStates.Waiting);

        (await application.Launcher.InstanceAsync("store")).Exit(code);

        await application.StateAsync("job", KnownResourceStates.Running);
    }

    [Theory]
    [InlineData(0, 1, "exited with code 1")]
    [InlineData(3, 0, "finished with code 0")]
    public async Task WaitForCompletion_WithAnotherCode_FailsAndSaysWhich(int expected, int actual, string outcome)
    {
        await using var application = await StartAsync((builder, store) => builder.AddExecutable("job", "job", ".").WaitForCompletion(store, expected));
        (await application.Launcher.InstanceAsync("store")).Exit(actual);

        await AssertFailedAsync(application, $"'job' was not started: it waits for 'store' to end with code {expected}, but 'store' {outcome}.");
    }

    [Theory]
    [InlineData(0, "finished with code 0")]
    [InlineData(2, "exited with code 2")]
    public async Task WaitFor_AResourceThatEnds_FailsAndSaysHow(int code, string outcome)
    {
        await using var application = await StartAsync((builder, store) => builder.AddExecutable("job", "job", ".").WaitFor(store));
        (await application.Launcher.InstanceAsync("store")).Exit(code);

        await AssertFailedAsync(application, $"'job' was not started: it waits for 'store' to be healthy, but 'store' {outcome}.");
    }

    [Fact]
    public async Task WaitForStart_AResourceThatCannotStart_FailsAndSaysWhy()
    {
        await using var application = await StartAsync(
            (builder, store) => builder.AddExecutable("job", "job", ".").WaitForStart(store),
            launcher => launcher.OnStart["store"] = _ => throw new DistributedApplicationException("its disk is missing."));

        await AssertFailedAsync(application, "'job' was not started: it waits for 'store' to run, but 'store' failed to start: its disk is missing.");
    }

    [Fact]
    public async Task WaitFor_AChainWhoseFirstFails_FailsAllTheWay()
    {
        await using var application = await StartAsync(
            (builder, store) =>
            {
                var middle = builder.AddExecutable("middle", "middle", ".").WaitFor(store);
                builder.AddExecutable("job", "job", ".").WaitFor(middle);
            },
            launcher => launcher.OnStart["store"] = _ => throw new DistributedApplicationException("its disk is missing."));

        await application.StateAsync("job", KnownResourceStates.FailedToStart);

        Assert.Contains(await application.LinesAsync("job"), line =>
            line.Contains("'middle' failed to start", StringComparison.Ordinal) && line.Contains("its disk is missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WaitFor_WithPatience_OutlastsAFailureUntilSomebodyStartsItAgain()
    {
        _healthy.SetResult();
        await using var application = await StartAsync(
            (builder, store) => builder.AddExecutable("job", "job", ".").WaitFor(store, WaitBehavior.WaitOnResourceUnavailable),
            launcher => launcher.OnStart["store"] = _ => throw new DistributedApplicationException("not yet"));
        await application.StateAsync("store", KnownResourceStates.FailedToStart);
        Assert.Equal("Waiting", application.Now("job").State?.Text);

        application.Launcher.OnStart.Clear();
        await application.CommandAsync("store", "start");

        await application.StateAsync("job", KnownResourceStates.Running);
    }

    [Fact]
    public async Task StartCommand_WhileItWaits_SkipsTheWait()
    {
        await using var application = await StartAsync((builder, store) => builder.AddExecutable("job", "job", ".").WaitFor(store));
        await application.StateAsync("job", KnownResourceStates.Waiting);

        var result = await application.CommandAsync("job", "start");
        await application.StateAsync("job", KnownResourceStates.Running);

        Assert.True(result.Success, result.ErrorMessage);
        Assert.Contains("Started by command, without waiting any longer.", await application.LinesAsync("job"));
    }

    [Fact]
    public async Task StopCommand_WhileItWaits_EndsTheWait()
    {
        await using var application = await StartAsync((builder, store) => builder.AddExecutable("job", "job", ".").WaitFor(store));
        await application.StateAsync("job", KnownResourceStates.Waiting);

        await application.CommandAsync("job", "stop");

        Assert.Equal("NotStarted", application.Now("job").State?.Text);
        Assert.Equal(["store"], application.Launcher.Started);
    }

    [Fact]
    public async Task Wait_OnTheTerminal_NamesWhatItWaitsFor()
    {
        await using var application = await StartAsync((builder, store) => builder.AddExecutable("job", "job", ".").WaitFor(store));

        await Eventually.TrueAsync(() => application.Output.Lines.Contains("job waits for store."), "the terminal says so");
    }

    [Fact]
    public async Task WaitFor_AParameter_IsOverAtOnce()
    {
        await using var application = await TestApplication.StartAsync(builder =>
            builder.AddExecutable("job", "job", ".").WaitFor(builder.AddParameter("colour", "blue")));

        await application.StateAsync("job", KnownResourceStates.Running);
    }

    [Fact]
    public async Task ConnectionString_ThatWaits_HasItsValueWhenWhatItWaitsForRuns()
    {
        await using var application = await TestApplication.StartAsync(builder =>
        {
            var store = builder.AddExecutable("store", "store", ".").WithEndpoint(name: "tcp", isProxied: false);
            var connection = builder.AddConnectionString("db", ReferenceExpression.Create($"Port={store.GetEndpoint("tcp").Property(EndpointProperty.Port)}"))
                .WaitFor(store);
            builder.AddExecutable("job", "job", ".").WithReference(connection).WaitFor(connection);
        });

        var job = await application.Launcher.InstanceAsync("job");

        Assert.Matches("^Port=[0-9]+$", job.Spec.Environment["ConnectionStrings__db"]);
        Assert.Contains(application.Now("db").Properties, property => property is { Name: "resource.connectionString", IsSensitive: true });
    }

    [Fact]
    public async Task WaitFor_AResourceOfOnesOwnKind_IsNotHeldUpByConnectionStringsThatWaitForIt()
    {
        await using var application = await TestApplication.StartAsync(builder =>
        {
            var own = builder.AddResource(new OwnResource("own")).WithInitialState(
                new CustomResourceSnapshot { ResourceType = "Own", Properties = [], State = KnownResourceStates.Running });
            var connection = builder.AddConnectionString("db", ReferenceExpression.Create($"Host=elsewhere")).WaitFor(own);
            builder.AddExecutable("job", "job", ".").WaitFor(connection);
        });

        await application.StateAsync("job", KnownResourceStates.Running);
    }

    private async Task<TestApplication> StartAsync(
        Action<IDistributedApplicationBuilder, IResourceBuilder<ExecutableResource>> declare, Action<FakeLauncher>? prepare = null)
    {
        var application = new TestApplication(builder =>
        {
            builder.Services.AddHealthChecks().AddCheck("store-check", () =>
                _healthy.Task.IsCompleted ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("not yet"));
            declare(builder, builder.AddExecutable("store", "store", ".").WithHealthCheck("store-check"));
            builder.AddExecutable("bystander", "bystander", ".").WithExplicitStart();
        });
        prepare?.Invoke(application.Launcher);
        await application.App.StartAsync(TestContext.Current.CancellationToken);
        return application;
    }

    private static async Task AssertFailedAsync(TestApplication application, string message)
    {
        await application.StateAsync("job", KnownResourceStates.FailedToStart);
        Assert.Equal(["!" + message], await application.LinesAsync("job"));
        Assert.DoesNotContain("job", application.Launcher.Started);
    }

    private sealed class OwnResource(string name) : Resource(name);
}
