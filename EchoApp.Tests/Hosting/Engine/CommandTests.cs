using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine;

public sealed class CommandTests
{
    [Theory]
    [InlineData("NotStarted", "start")]
    [InlineData("Waiting", "start stop")]
    [InlineData("Starting", "stop")]
    [InlineData("Running", "stop restart")]
    [InlineData("Stopping", "")]
    [InlineData("Exited", "start")]
    [InlineData("Finished", "start")]
    [InlineData("FailedToStart", "start")]
    public async Task LifecycleCommands_InAState_AreEnabledWhereTheyMakeSense(string state, string enabled)
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddExecutable("job", "job", ".").WithExplicitStart());
        var job = application.Notifications.Latest("job").Single();

        await application.Notifications.PublishUpdateAsync(job.Resource, job.ResourceId, snapshot => snapshot with { State = state });

        Assert.Equal(
            enabled.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            application.Now("job").Commands.Where(command => command.State == ResourceCommandState.Enabled).Select(command => command.Name));
    }

    [Fact]
    public async Task Commands_OfAProject_HaveRebuildToo()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddProject<BuiltProject>("web").WithExplicitStart());

        Assert.Equal(["start", "stop", "restart", "rebuild"], application.Now("web").Commands.Select(command => command.Name));
    }

    [Fact]
    public async Task Stop_OfARunningResource_IsExitedWithItsCodeAndTheApplicationStaysUp()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddExecutable("job", "job", "."));
        var instance = await application.Launcher.InstanceAsync("job");
        await application.StateAsync("job", KnownResourceStates.Running);

        var result = await application.CommandAsync("job", "stop");

        Assert.True(result.Success, result.ErrorMessage);
        Assert.Equal(TimeSpan.FromSeconds(15), await instance.Asked);
        Assert.Equal("Exited", application.Now("job").State?.Text);
        Assert.Equal(143, application.Now("job").ExitCode);
        Assert.False(application.Lifetime.ApplicationStopping.IsCancellationRequested);
    }

    [Fact]
    public async Task Start_TheMomentItHasExited_StartsItAgain()
    {
        using var published = new ManualResetEventSlim();
        await using var application = await TestApplication.StartAsync(builder =>
        {
            builder.AddExecutable("job", "job", ".");
            builder.AddExecutable("other", "other", ".");
        });
        var id = application.Notifications.Latest("job").Single().ResourceId;
        application.App.Services.GetRequiredService<RunEngine>().Supervisor(id).Ended += () => published.Wait(Eventually.Deadline);
        (await application.Launcher.InstanceAsync("job")).Exit(1);
        await application.StateAsync("job", KnownResourceStates.Exited);

        var starting = application.CommandAsync("job", "start");
        published.Set();
        var result = await starting;

        Assert.True(result.Success, result.ErrorMessage);
        await application.Launcher.InstanceAsync("job", 2);
    }

    [Fact]
    public async Task Command_OnAResourceThatIsNotThere_SaysSo()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddExecutable("job", "job", "."));

        var result = await application.CommandAsync("jobb", "stop");

        Assert.False(result.Success);
        Assert.Equal("There is no resource 'jobb'.", result.ErrorMessage);
    }

    [Fact]
    public async Task Command_ThatTheResourceDoesNotHave_NamesThoseItHas()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddExecutable("job", "job", "."));

        var result = await application.CommandAsync("job", "explode");

        Assert.Equal("'job' has no command 'explode'. It has 'start', 'stop', 'restart'.", result.ErrorMessage);
    }

    [Fact]
    public async Task Command_InTheWrongState_IsRefused()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddExecutable("job", "job", ".").WithExplicitStart());

        var result = await application.CommandAsync("job", "stop");

        Assert.Equal("'job' is NotStarted: the command 'stop' cannot be given now.", result.ErrorMessage);
    }

    [Fact]
    public async Task WithCommand_OfTheModel_RunsWithTheInstancesId()
    {
        var asked = new TaskCompletionSource<string>();
        await using var application = await TestApplication.StartAsync(builder => builder.AddExecutable("job", "job", ".").WithCommand("paint", "Paint", context =>
        {
            asked.SetResult(context.ResourceName);
            return Task.FromResult(CommandResults.Success());
        }));

        var result = await application.CommandAsync("job", "paint");

        Assert.True(result.Success, result.ErrorMessage);
        Assert.Matches("^job-[a-z]{8}$", await asked.Task);
    }

    [Fact]
    public async Task WithCommand_ThatThrows_IsAFailureAndALineInTheLog()
    {
        await using var application = await TestApplication.StartAsync(builder =>
            builder.AddExecutable("job", "job", ".").WithCommand("paint", "Paint", _ => throw new InvalidOperationException("out of paint")));

        var result = await application.CommandAsync("job", "paint");

        Assert.False(result.Success);
        Assert.Equal("out of paint", result.ErrorMessage);
        Assert.Contains(await application.LinesAsync("job"), line => line == "!The command 'paint' failed.");
    }

    [Fact]
    public async Task WithCommand_WhoseStateThrows_KeepsNothingFromRunning()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddExecutable("job", "job", ".").WithCommand(
            "paint",
            "Paint",
            _ => Task.FromResult(CommandResults.Success()),
            new CommandOptions { UpdateState = _ => throw new InvalidOperationException("colour blind") }));
        await application.StateAsync("job", KnownResourceStates.Running);

        var result = await application.CommandAsync("job", "paint");

        Assert.Equal("colour blind", result.ErrorMessage);
        Assert.Equal(ResourceCommandState.Disabled, application.Now("job").Commands.Single(command => command.Name == "paint").State);
    }

    [Fact]
    public async Task WithCommand_NamedAsOneOfTheHosts_ReplacesIt()
    {
        await using var application = await TestApplication.StartAsync(builder =>
            builder.AddExecutable("job", "job", ".").WithCommand("stop", "Never", _ => Task.FromResult(CommandResults.Failure("no"))));

        Assert.Equal("no", (await application.CommandAsync("job", "stop")).ErrorMessage);
    }

    [Fact]
    public async Task Rebuild_OfAProject_StopsBuildsAndStartsIt()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddProject<BuiltProject>("web"));
        await application.StateAsync("web", KnownResourceStates.Running);

        var rebuilding = application.CommandAsync("web", "rebuild");
        await application.StateAsync("web", KnownResourceStates.Building);
        var build = await application.Launcher.InstanceAsync("web", 2);
        build.Exit(0);
        var result = await rebuilding;

        Assert.True(result.Success, result.ErrorMessage);
        Assert.Equal(["build", new BuiltProject().ProjectPath], build.Spec.Args.Take(2));
        await application.Launcher.InstanceAsync("web", 3);
        await application.StateAsync("web", KnownResourceStates.Running);
    }

    [Fact]
    public async Task Rebuild_ThatFails_LeavesTheProjectStoppedAndSaysWhy()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddProject<BuiltProject>("web"));
        await application.StateAsync("web", KnownResourceStates.Running);

        var rebuilding = application.CommandAsync("web", "rebuild");
        (await application.Launcher.InstanceAsync("web", 2)).Exit(1);

        Assert.Equal("the build ended with code 1; its lines are above.", (await rebuilding).ErrorMessage);
        Assert.Equal("FailedToStart", application.Now("web").State?.Text);
        Assert.False(application.Lifetime.ApplicationStopping.IsCancellationRequested);
    }

    [Fact]
    public async Task Stop_OfTheApplicationDuringABuild_GivesTheBuildUp()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddProject<BuiltProject>("web"));
        await application.StateAsync("web", KnownResourceStates.Running);
        var rebuilding = application.CommandAsync("web", "rebuild");
        var build = await application.Launcher.InstanceAsync("web", 2);

        await application.StopAsync();

        Assert.True((await rebuilding).Canceled);
        Assert.True(build.IsDisposed);
        Assert.Equal(2, application.Launcher.Started.Count);
    }

    [Fact]
    public async Task Start_AfterTheApplicationHasStopped_IsRefused()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddExecutable("job", "job", "."));
        await application.StateAsync("job", KnownResourceStates.Running);
        await application.StopAsync();

        Assert.True((await application.CommandAsync("job", "start")).Canceled);
        Assert.Single(application.Launcher.Started);
    }
}
