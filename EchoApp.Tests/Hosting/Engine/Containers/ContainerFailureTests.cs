using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Xunit;
using static EchoApp.Tests.Hosting.Engine.Containers.ContainerModel;

namespace EchoApp.Tests.Hosting.Engine.Containers;

/// <summary>What a person reads when a container cannot run.</summary>
public sealed class ContainerFailureTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Image_ThatCannotBePulled_SaysSoWithTheRegistrysAnswer()
    {
        await ContainerEngine.RequireAsync();

        var failure = await FailureOfAsync(builder => builder.AddContainer("job", "localhost:5050/echoapp/none:1"));

        Assert.StartsWith("the image localhost:5050/echoapp/none:1 cannot be pulled: ", failure, StringComparison.Ordinal);
        Assert.Contains("manifest unknown", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Image_ThatMustBeThereAndIsNot_SaysHowToPullIt()
    {
        await ContainerEngine.RequireAsync();

        var failure = await FailureOfAsync(builder => builder.AddContainer("job", "localhost:5050/echoapp/none:1").WithImagePullPolicy(ImagePullPolicy.Never));

        Assert.Equal(
            "the image localhost:5050/echoapp/none:1 is not there, and its pull policy is Never. "
            + "Pull it (docker pull localhost:5050/echoapp/none:1), or change the policy.", failure);
    }

    [Fact]
    public async Task Stop_DuringAPull_GivesItUp()
    {
        await ContainerEngine.RequireAsync();
        await using var application = await StartAsync(
            builder => builder.AddContainer("job", "localhost:5050/echoapp/none:1"),
            Command(_directory, "[ \"$1\" != pull ] || exec sleep 600"));
        await Eventually.TrueAsync(() => application.LinesAsync("job").GetAwaiter().GetResult().Any(line => line.StartsWith("Pulling", StringComparison.Ordinal)), "it pulls");

        await application.CommandAsync("job", "stop");

        Assert.Equal(KnownResourceStates.NotStarted, application.Now("job").State?.Text);
    }

    [Fact]
    public async Task Program_ThatTheImageDoesNotHave_IsNamedAndLeavesNoContainer()
    {
        await ContainerEngine.RequireAsync();
        await using var application = await StartAsync(builder => builder.AddContainer("job", ContainerEngine.Image, ContainerEngine.Tag).WithEntrypoint("no-such-program"));

        var failed = await application.StateAsync("job", KnownResourceStates.FailedToStart);

        Assert.StartsWith("the container cannot be started: ", Failure(failed), StringComparison.Ordinal);
        Assert.Contains("no-such-program", Failure(failed), StringComparison.Ordinal);
        Assert.False(await IsThereAsync(NameOf(application, "job")));
    }

    [Fact]
    public async Task Name_OfSomebodyElsesContainer_LeavesThatAlone()
    {
        await ContainerEngine.RequireAsync();
        var name = $"echoapp-test-{Guid.NewGuid():N}";
        var foreign = await ContainerEngine.RunAsync("container", "create", "--name", name, $"{ContainerEngine.Image}:{ContainerEngine.Tag}");
        try
        {
            var failure = await FailureOfAsync(builder => Shell(builder, "job", UntilTold).WithContainerName(name));

            Assert.StartsWith("the container cannot be made: Conflict.", failure, StringComparison.Ordinal);
            Assert.Equal(foreign, await ContainerEngine.RunAsync("container", "inspect", "--format", "{{.Id}}", name));
        }
        finally
        {
            await ContainerEngine.RunAsync("container", "rm", "--force", "--volumes", name);
        }
    }

    [Fact]
    public async Task Engine_ThatIsNotInstalled_IsSaidAndTheRestRuns()
    {
        await using var application = await StartAsync(Declare, "--ASPIRE_CONTAINER_RUNTIME=no-such-command");

        await AssertUnhealthyAsync(application, "The command 'no-such-command' cannot be run: ");
        Assert.EndsWith("Install no-such-command, or name another one by ASPIRE_CONTAINER_RUNTIME.", Failure(application.Now("store")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Engine_ThatDoesNotAnswer_IsSaidAndTheRestRuns()
    {
        await ContainerEngine.RequireAsync();
        await using var application = await StartAsync(Declare, Command(_directory, "export DOCKER_HOST=tcp://127.0.0.1:1"));

        await AssertUnhealthyAsync(application, "The container engine does not answer: ");
        Assert.DoesNotContain('\n', Failure(application.Now("store")));
    }

    private static void Declare(IDistributedApplicationBuilder builder)
    {
        var store = Shell(builder, "store", UntilTold);
        builder.AddExecutable("api", "sleep", ".", "600").WaitFor(store);
        var other = builder.AddExecutable("other", "sleep", ".", "600").WithHttpEndpoint(isProxied: false);
        store.WithReference(other.GetEndpoint("http"));
    }

    private static async Task AssertUnhealthyAsync(TestApplication application, string reason)
    {
        Assert.StartsWith(reason, Failure(await application.StateAsync("store", KnownResourceStates.RuntimeUnhealthy)), StringComparison.Ordinal);
        Assert.Contains("'store'", Failure(await application.StateAsync("api", KnownResourceStates.FailedToStart)), StringComparison.Ordinal);
        await application.StateAsync("other", KnownResourceStates.Running);
        await Eventually.TrueAsync(
            () => application.Error.Lines.Any(line => line.StartsWith("error: store cannot run: ", StringComparison.Ordinal)), "the terminal says why");
    }
}
