using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine;

public sealed class EndTests
{
    [Fact]
    public async Task Application_WhenEverythingHasFinished_EndsWithZero()
    {
        await using var application = await StartTwoAsync();

        (await application.Launcher.InstanceAsync("one")).Exit(0);
        (await application.Launcher.InstanceAsync("two")).Exit(0);
        await application.EndedAsync();

        Assert.Equal(0, application.ExitCode);
    }

    [Fact]
    public async Task Application_WhenEverythingHasEndedAndOneFailed_EndsWithOne()
    {
        await using var application = await StartTwoAsync();

        (await application.Launcher.InstanceAsync("one")).Exit(5);
        (await application.Launcher.InstanceAsync("two")).Exit(0);
        await application.EndedAsync();

        Assert.Equal(1, application.ExitCode);
    }

    [Fact]
    public async Task Application_WhenAllHaveEndedButWhatNobodyHasAskedFor_Ends()
    {
        await using var application = await TestApplication.StartAsync(builder =>
        {
            builder.AddExecutable("one", "one", ".");
            builder.AddExecutable("tool", "tool", ".").WithExplicitStart();
        });

        (await application.Launcher.InstanceAsync("one")).Exit(5);
        await application.EndedAsync();

        Assert.Equal(1, application.ExitCode);
    }

    [Fact]
    public async Task Application_WhenOneFailsAndAnotherRuns_StaysUp()
    {
        await using var application = await StartTwoAsync();

        (await application.Launcher.InstanceAsync("one")).Exit(5);
        await application.StateAsync("one", KnownResourceStates.Exited);
        await application.CommandAsync("one", "start");
        await application.Launcher.InstanceAsync("one", 2);

        Assert.False(application.Lifetime.ApplicationStopping.IsCancellationRequested);
    }

    [Fact]
    public async Task Application_WhenAFailureTakesItsDependantsAlong_EndsWithOneAndHasSaidWhy()
    {
        await using var application = await TestApplication.StartAsync(builder =>
            builder.AddExecutable("job", "job", ".").WaitForCompletion(builder.AddExecutable("first", "first", ".")));
        await application.StateAsync("job", KnownResourceStates.Waiting);

        (await application.Launcher.InstanceAsync("first")).Exit(9);
        await application.EndedAsync();
        await application.StopAsync();

        Assert.Equal(1, application.ExitCode);
        Assert.Contains("error: first exited with code 9.", application.Error.Lines);
        Assert.Contains(application.Error.Lines, line => line.StartsWith("error: job failed to start: 'job' was not started", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Application_WhenItEndsAtOnce_HasAlwaysSaidWhatEndedIt()
    {
        for (var i = 0; i < 20; i++)
        {
            await using var application = await TestApplication.StartAsync(builder => builder.AddExecutable("job", "job", "."));
            (await application.Launcher.InstanceAsync("job")).Exit(7);
            await application.EndedAsync();
            await application.StopAsync();
            Assert.Contains("error: job exited with code 7.", application.Error.Lines);
        }
    }

    [Fact]
    public async Task Application_WhenSomebodyStoppedOneAndTheOtherEnds_StaysUp()
    {
        await using var application = await StartTwoAsync();
        await application.StateAsync("one", KnownResourceStates.Running);
        await application.CommandAsync("one", "stop");

        (await application.Launcher.InstanceAsync("two")).Exit(1);
        await application.StateAsync("two", KnownResourceStates.Exited);
        await application.CommandAsync("two", "start");
        await application.Launcher.InstanceAsync("two", 2);

        Assert.False(application.Lifetime.ApplicationStopping.IsCancellationRequested);
    }

    [Fact]
    public async Task Stop_OfTheApplication_GoesInReverseOrderOfTheWaits()
    {
        await using var application = new TestApplication(builder =>
        {
            var store = builder.AddExecutable("store", "store", ".");
            var api = builder.AddExecutable("api", "api", ".").WaitForStart(store);
            builder.AddExecutable("site", "site", ".").WaitForStart(api);
        });
        string[] reverse = ["site", "api", "store"];
        foreach (var name in reverse)
        {
            application.Launcher.OnStop[name] = _ => Task.CompletedTask;
        }

        await application.App.StartAsync(TestContext.Current.CancellationToken);
        await application.StateAsync("site", KnownResourceStates.Running);
        var instances = await Task.WhenAll(reverse.Select(name => application.Launcher.InstanceAsync(name)));
        var stopping = application.StopAsync();

        // Each ends only when the test says so: until then nothing that it waited for is asked to stop.
        for (var i = 0; i < instances.Length; i++)
        {
            await instances[i].Asked.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
            Assert.All(reverse[(i + 1)..], later => Assert.Equal("Running", application.Now(later).State?.Text));
            instances[i].Exit(0);
        }

        await stopping;
        Assert.Equal("Exited", application.Now("store").State?.Text);
    }

    [Fact]
    public async Task Stop_ThatFailsForOne_StopsTheOthersAndSaysSo()
    {
        await using var application = new TestApplication(builder =>
        {
            var store = builder.AddExecutable("store", "store", ".");
            builder.AddExecutable("api", "api", ".").WaitForStart(store);
        });
        application.Launcher.OnStop["api"] = _ => throw new IOException("it bites");
        await application.App.StartAsync(TestContext.Current.CancellationToken);
        await application.StateAsync("api", KnownResourceStates.Running);

        await application.StopAsync();

        Assert.True((await application.Launcher.InstanceAsync("store")).Asked.IsCompleted);
        Assert.True((await application.Launcher.InstanceAsync("api")).IsDisposed);
        Assert.Equal("Exited", application.Now("api").State?.Text);
        Assert.Contains(await application.LinesAsync("api"), line => line.Contains("it bites", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stop_OfTheApplication_WaitsForASlowInstance()
    {
        var end = new TaskCompletionSource();
        await using var application = new TestApplication(builder => builder.AddExecutable("job", "job", "."));
        application.Launcher.OnStop["job"] = async instance =>
        {
            await end.Task;
            instance.Exit(0);
        };
        await application.App.StartAsync(TestContext.Current.CancellationToken);
        await application.StateAsync("job", KnownResourceStates.Running);

        var stopping = application.StopAsync();
        await application.StateAsync("job", KnownResourceStates.Stopping);
        Assert.False(stopping.IsCompleted);
        end.SetResult();
        await stopping;

        Assert.Equal("Exited", application.Now("job").State?.Text);
    }

    [Fact]
    public async Task Run_AfterAllHasEnded_ReturnsAndMayBeDisposedOfAgain()
    {
        await using var application = new TestApplication(builder => builder.AddExecutable("job", "job", ".").WithHttpEndpoint());
        var running = application.App.RunAsync(TestContext.Current.CancellationToken);

        (await application.Launcher.InstanceAsync("job")).Exit(0);
        await running.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);

        await application.App.DisposeAsync();
    }

    [Fact]
    public async Task Run_StoppedWhileItStillStarts_ReturnsAndStartsNothingMore()
    {
        var entered = new TaskCompletionSource();
        await using var application = new TestApplication(builder => builder.AddExecutable("job", "job", ".").WithUrls(_ =>
        {
            entered.SetResult();
            return new TaskCompletionSource().Task;
        }));
        var lifetime = application.Lifetime;
        var running = application.App.RunAsync(TestContext.Current.CancellationToken);
        await entered.Task;

        lifetime.StopApplication();
        await running.WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);

        Assert.Empty(application.Launcher.Started);
    }

    [Fact]
    public async Task Dispose_OfAnApplicationThatNeverStarted_DoesNothing()
    {
        await using var application = new TestApplication(builder => builder.AddExecutable("job", "job", "."));

        await application.App.DisposeAsync();

        Assert.Empty(application.Launcher.Started);
    }

    private static Task<TestApplication> StartTwoAsync() => TestApplication.StartAsync(builder =>
    {
        builder.AddExecutable("one", "one", ".");
        builder.AddExecutable("two", "two", ".");
    });
}
