using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine;

public sealed class LifecycleTests
{
    [Fact]
    public async Task Start_OfAnExecutable_GoesFromNotStartedOverStartingToRunning()
    {
        await using var application = new TestApplication(builder => builder.AddExecutable("job", "job", "."));
        var states = StatesAsync(application, "job", KnownResourceStates.Running);

        await application.App.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["NotStarted", "Starting", "Running"], await states);
    }

    [Fact]
    public async Task Start_WithAWait_GoesOverWaiting()
    {
        await using var application = new TestApplication(builder =>
            builder.AddExecutable("job", "job", ".").WaitFor(builder.AddExecutable("base", "base", ".")));
        var states = StatesAsync(application, "job", KnownResourceStates.Running);

        await application.App.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["NotStarted", "Waiting", "Starting", "Running"], await states);
        Assert.Equal(["base", "job"], application.Launcher.Started);
    }

    [Fact]
    public async Task Running_Snapshot_HasTimesProcessVariablesAndActiveLinks()
    {
        await using var application = await TestApplication.StartAsync(builder =>
            builder.AddExecutable("job", "job", ".").WithHttpEndpoint(isProxied: false).WithEnvironment("COLOUR", "blue"));

        var snapshot = await application.StateAsync("job", KnownResourceStates.Running);

        Assert.Equal(application.Time.GetUtcNow().UtcDateTime, snapshot.StartTimeStamp);
        Assert.Equal(application.Time.GetUtcNow().UtcDateTime, snapshot.CreationTimeStamp);
        Assert.Null(snapshot.StopTimeStamp);
        Assert.Contains(snapshot.EnvironmentVariables, variable => variable is { Name: "COLOUR", Value: "blue", IsFromSpec: true });
        Assert.Contains(snapshot.Properties, property => property is { Name: "executable.pid", Value: 4711 });
        Assert.False(Assert.Single(snapshot.Urls).IsInactive);
        Assert.Equal("Executable", snapshot.ResourceType);
    }

    [Theory]
    [InlineData(0, "Finished")]
    [InlineData(3, "Exited")]
    public async Task Exit_ByItself_IsFinishedWithCodeZeroAndExitedElse(int code, string state)
    {
        await using var application = await TestApplication.StartAsync(builder =>
        {
            builder.AddExecutable("job", "job", ".").WithHttpEndpoint(isProxied: false);
            builder.AddExecutable("other", "other", ".");
        });

        (await application.Launcher.InstanceAsync("job")).Exit(code);
        var snapshot = await application.StateAsync("job", state);

        Assert.Equal(code, snapshot.ExitCode);
        Assert.NotNull(snapshot.StopTimeStamp);
        Assert.True(Assert.Single(snapshot.Urls).IsInactive);
        Assert.DoesNotContain(snapshot.Properties, property => property.Name == "executable.pid");
    }

    [Fact]
    public async Task Start_ThatTheLauncherRefuses_IsFailedToStartWithTheReason()
    {
        await using var application = new TestApplication(builder =>
        {
            builder.AddExecutable("job", "job", ".");
            builder.AddExecutable("other", "other", ".");
        });
        application.Launcher.OnStart["job"] = _ => throw new DistributedApplicationException("there is no such file");

        await application.App.StartAsync(TestContext.Current.CancellationToken);
        await application.StateAsync("job", KnownResourceStates.FailedToStart);

        Assert.Equal(["!there is no such file"], await application.LinesAsync("job"));
        await Eventually.TrueAsync(
            () => application.Error.Lines.Contains("error: job failed to start: there is no such file."), "the terminal says why");
        await application.StateAsync("other", KnownResourceStates.Running);
    }

    [Fact]
    public async Task Start_WhenACallbackOfTheModelThrows_IsFailedToStart()
    {
        await using var application = await TestApplication.StartAsync(builder =>
        {
            builder.AddExecutable("job", "job", ".").WithEnvironment(_ => throw new InvalidOperationException("no colour today"));
            builder.AddExecutable("other", "other", ".");
        });

        await application.StateAsync("job", KnownResourceStates.FailedToStart);

        Assert.Contains(await application.LinesAsync("job"), line => line.Contains("no colour today", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stop_WhileACallbackOfTheModelNeverReturns_IsNotHeldUp()
    {
        using var entered = new SemaphoreSlim(0);
        using var never = new SemaphoreSlim(0);
        await using var application = await TestApplication.StartAsync(builder => builder.AddExecutable("job", "job", ".").WithEnvironment(_ =>
        {
            entered.Release();
            never.Wait();
        }));
        await entered.WaitAsync(TestContext.Current.CancellationToken);

        await application.StopAsync();

        Assert.Equal("NotStarted", application.Now("job").State?.Text);
        never.Release();
    }

    [Fact]
    public async Task Stop_WhileTheLauncherStarts_LeavesNothingRunning()
    {
        var entered = new TaskCompletionSource();
        await using var application = new TestApplication(builder => builder.AddExecutable("job", "job", "."));
        application.Launcher.OnStart["job"] = token =>
        {
            entered.SetResult();
            return Task.Delay(Timeout.Infinite, token);
        };
        await application.App.StartAsync(TestContext.Current.CancellationToken);
        await entered.Task;

        await application.StopAsync();

        Assert.Empty(application.Launcher.Started);
        Assert.Equal("NotStarted", application.Now("job").State?.Text);
    }

    [Fact]
    public async Task Start_OfAnExplicitResource_WaitsForTheCommand()
    {
        await using var application = await TestApplication.StartAsync(builder =>
        {
            builder.AddExecutable("tool", "tool", ".").WithExplicitStart();
            builder.AddExecutable("job", "job", ".");
        });
        await application.StateAsync("job", KnownResourceStates.Running);
        Assert.Equal(["job"], application.Launcher.Started);

        var result = await application.CommandAsync("tool", "start");

        Assert.True(result.Success, result.ErrorMessage);
        await application.StateAsync("tool", KnownResourceStates.Running);
    }

    [Fact]
    public async Task Restart_OfAnInstance_GivesItTheSameTargetPortsAndAFreshEnvironment()
    {
        var starts = 0;
        await using var application = await TestApplication.StartAsync(builder => builder.AddExecutable("job", "job", ".")
            .WithHttpEndpoint(env: "PORT").WithEnvironment("START", () => $"{++starts}"));
        var first = await application.Launcher.InstanceAsync("job");
        await application.StateAsync("job", KnownResourceStates.Running);

        await application.CommandAsync("job", "restart");
        var second = await application.Launcher.InstanceAsync("job", 2);

        Assert.True(first.IsDisposed);
        Assert.Equal("1", first.Spec.Environment["START"]);
        Assert.Equal("2", second.Spec.Environment["START"]);
        Assert.Equal(first.Spec.Environment["PORT"], second.Spec.Environment["PORT"]);
    }

    private static async Task<List<string>> StatesAsync(TestApplication application, string resource, string last)
    {
        var states = new List<string>();
        await foreach (var each in application.Notifications.WatchAsync(TestContext.Current.CancellationToken))
        {
            if (each.Resource.Name == resource && each.Snapshot.State?.Text is { } state && states.LastOrDefault() != state)
            {
                states.Add(state);
                if (state == last)
                {
                    break;
                }
            }
        }

        return states;
    }
}
