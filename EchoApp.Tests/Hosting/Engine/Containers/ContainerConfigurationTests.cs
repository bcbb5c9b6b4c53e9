using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Xunit;
using static EchoApp.Tests.Hosting.Engine.Containers.ContainerModel;

namespace EchoApp.Tests.Hosting.Engine.Containers;

/// <summary>What a container is made from, on the real engine.</summary>
public sealed class ContainerConfigurationTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _volume = $"echoapp-test-{Guid.NewGuid():N}";

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task ArgsAndEntrypoint_ReachTheProgramAsTheyAre()
    {
        await ContainerEngine.RequireAsync();

        var lines = await LinesOfAsync(builder => builder.AddContainer("job", ContainerEngine.Image, ContainerEngine.Tag)
            .WithEntrypoint("printf").WithArgs("[%s]\\n", "a b", "$HOME", "'\"", "*", "-x"));

        Assert.Equal(["[a b]", "[$HOME]", "['\"]", "[*]", "[-x]"], lines);
    }

    [Fact]
    public async Task Environment_ReachesTheProgramAndIsNotOnAnyCommandLine()
    {
        await ContainerEngine.RequireAsync();
        var log = Path.Combine(_directory.Path, "commands");

        var lines = await LinesOfAsync(
            builder => Shell(builder, "job", "printf '%s\\n' \"$LINES_OF_IT\" \"$PASSWORD\" \"[$NOTHING]\" \"$DOCKER_HOST\" \"$GODEBUG\"")
                .WithEnvironment("LINES_OF_IT", "first\nsecond = \"x\"")
                .WithEnvironment("PASSWORD", builder.AddParameter("password", "p4ss $w'rd", secret: true))
                .WithEnvironment("NOTHING", "").WithEnvironment("DOCKER_HOST", "tcp://nowhere:1").WithEnvironment("GODEBUG", "x=1"),
            Command(_directory, $"printf '%s\\n' \"$*\" >> '{log}'"));

        Assert.Equal(["first", "second = \"x\"", "p4ss $w'rd", "[]", "tcp://nowhere:1", "x=1"], lines);
        var commands = await File.ReadAllTextAsync(log, Cancel);
        Assert.Contains("container create", commands, StringComparison.Ordinal);
        Assert.DoesNotContain("p4ss", commands, StringComparison.Ordinal);
        Assert.DoesNotContain("second", commands, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RuntimeArgs_ReachTheEngine()
    {
        await ContainerEngine.RequireAsync();

        var lines = await LinesOfAsync(builder => Shell(builder, "job", "cat /etc/hostname; id -u")
            .WithContainerRuntimeArgs("--hostname", "machine-of-my-own").WithContainerRuntimeArgs(context => context.Args.Add("--user=4711")));

        Assert.Equal(["machine-of-my-own", "4711"], lines);
    }

    [Fact]
    public async Task NamedVolume_KeepsItsDataWhenTheContainerAndTheApplicationStartAgain()
    {
        await ContainerEngine.RequireAsync();
        void Declare(IDistributedApplicationBuilder builder) =>
            Shell(builder, "job", $"echo run >> /data/runs; wc -l < /data/runs; {UntilTold}").WithContainerRuntimeArgs("--user=0").WithVolume(_volume, "/data");
        try
        {
            await using (var application = await StartInAsync(_directory, Declare))
            {
                await PrintedAsync(application, "1");
                await application.CommandAsync("job", "restart");
                await PrintedAsync(application, "2");
            }

            await using var again = await StartInAsync(_directory, Declare);
            await PrintedAsync(again, "3");
        }
        finally
        {
            await ContainerEngine.RunAsync("volume", "rm", "--force", _volume);
        }
    }

    [Fact]
    public async Task AnonymousVolume_GoesWithItsContainer()
    {
        await ContainerEngine.RequireAsync();
        string volume;
        await using (var application = await StartAsync(builder => Shell(builder, "job", UntilTold).WithVolume("/data")))
        {
            await application.StateAsync("job", KnownResourceStates.Running);
            volume = await ContainerEngine.RunAsync(
                "container", "inspect", "--format", "{{range .Mounts}}{{if eq .Destination \"/data\"}}{{.Name}}{{end}}{{end}}", NameOf(application, "job"));
            Assert.NotEmpty(await ContainerEngine.RunAsync("volume", "inspect", "--format", "{{.Name}}", volume));
        }

        Assert.Empty(await ContainerEngine.RunAsync("volume", "inspect", "--format", "{{.Name}}", volume));
    }

    [Fact]
    public async Task BindMount_WithARelativeSource_IsThatOfTheAppHostsDirectory()
    {
        await ContainerEngine.RequireAsync();
        _directory.Write("settings, \"all\"/greeting", "hello\n");
        await using var application = await StartInAsync(_directory, builder =>
            Shell(builder, "job", "cat /settings/greeting; touch /settings/x || echo read-only").WithBindMount("settings, \"all\"", "/settings", isReadOnly: true));

        await application.StateAsync("job", KnownResourceStates.Finished);

        var lines = await application.LinesAsync("job");
        Assert.Contains("hello", lines);
        Assert.Contains("read-only", lines);
    }

    [Fact]
    public async Task BindMount_WithoutItsSource_SaysSoBeforeThereIsAContainer()
    {
        await using var application = await StartInAsync(_directory, builder => Shell(builder, "job", "echo no").WithBindMount("missing", "/settings"));

        var failed = await application.StateAsync("job", KnownResourceStates.FailedToStart);

        Assert.Equal(
            $"the bind mount /settings of 'job' has no source: {_directory.Path}/missing does not exist. Create it, or take the mount out.", Failure(failed));
    }

    [Fact]
    public async Task Image_IsFoundByRegistryAndTagOrDigest()
    {
        await ContainerEngine.RequireAsync();
        var digest = (await ContainerEngine.RunAsync("image", "inspect", "--format", "{{index .RepoDigests 0}}", $"{ContainerEngine.Image}:{ContainerEngine.Tag}")).Split("@sha256:")[1];
        Action<IResourceBuilder<ContainerResource>>[] forms =
        [
            container => container.WithImage("echoapp/postgres", "17").WithImageRegistry("localhost:5050"),
            container => container.WithImageTag("17"),
            container => container.WithImageSHA256(digest),
            container => container.WithImage($"{ContainerEngine.Image}@sha256:{digest}"),
            container => container.WithImageTag("17").WithImagePullPolicy(ImagePullPolicy.Always),
        ];

        foreach (var form in forms)
        {
            var lines = await LinesOfAsync(builder =>
            {
                var container = builder.AddContainer("job", $"{ContainerEngine.Image}:none").WithEntrypoint("printf").WithArgs("here\\n");
                form(container);
                return container;
            });
            Assert.Equal("here", lines[^1]);
        }
    }

    private static Task PrintedAsync(TestApplication application, string line) =>
        Eventually.TrueAsync(() => application.LinesAsync("job").GetAwaiter().GetResult().Contains(line), $"it prints {line}");
}
