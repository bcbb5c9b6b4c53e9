using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Tests.Hosting.Engine.Containers;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine.State;

/// <summary>What a snapshot says of what was started.</summary>
public sealed class InstancePropertiesTests
{
    [Fact]
    public async Task Executable_ThatRuns_SaysWhatItIs()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddExecutable("job", "tool", "sub", "--loud", "two words", "say \"so\"", ""));
        var snapshot = await application.StateAsync("job", KnownResourceStates.Running);

        Assert.Equal("tool", Value(snapshot, "executable.path"));
        Assert.Equal(Path.Combine(application.Directory, "sub"), Value(snapshot, "executable.workDir"));
        Assert.Equal("""--loud "two words" "say \"so\"" "" """.Trim(), Value(snapshot, "executable.args"));
        Assert.Equal(4711, Value(snapshot, "executable.pid"));
        Assert.DoesNotContain(snapshot.Properties, property => property.IsSensitive || property.Name == "project.path");
    }

    [Fact]
    public async Task Project_ThatRuns_NamesItsFile()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddProject<BuiltProject>("web"));
        var snapshot = await application.StateAsync("web", KnownResourceStates.Running);

        Assert.Equal(new BuiltProject().ProjectPath, Value(snapshot, "project.path"));
        Assert.NotNull(Value(snapshot, "executable.path"));
    }

    [Theory]
    [InlineData("s3cret/word", "s3cret/word")]
    [InlineData("s3cret/word", "postgres://u:s3cret%2Fword@h")]
    public async Task Arguments_WithASecret_AreMarkedAsSuch(string secret, string arg)
    {
        await using var application = await TestApplication.StartAsync(builder =>
        {
            builder.AddParameter("word", secret, secret: true);
            builder.AddExecutable("job", "tool", ".", arg);
            builder.AddExecutable("other", "tool", ".", "open");
        });

        var snapshot = await application.StateAsync("job", KnownResourceStates.Running);
        Assert.True(snapshot.Properties.Single(property => property.Name == "executable.args").IsSensitive);
        Assert.Equal(1, snapshot.Properties.Count(property => property.IsSensitive));
        var other = await application.StateAsync("other", KnownResourceStates.Running);
        Assert.False(other.Properties.Single(property => property.Name == "executable.args").IsSensitive);
    }

    [Fact]
    public async Task Instance_ThatHasEnded_HasNoProcessAnyMore()
    {
        await using var application = await TestApplication.StartAsync(builder => builder.AddExecutable("job", "tool", ".", "one"));
        (await application.Launcher.InstanceAsync("job")).Exit(0);
        var snapshot = await application.StateAsync("job", KnownResourceStates.Finished);

        Assert.DoesNotContain(snapshot.Properties, property => property.Name == "executable.pid");
        Assert.Equal("one", Value(snapshot, "executable.args"));
    }

    [Theory]
    [InlineData(ContainerLifetime.Session)]
    [InlineData(ContainerLifetime.Persistent)]
    public async Task Container_ThatRuns_IsFoundByItsIdInTheEngine(ContainerLifetime lifetime)
    {
        await ContainerEngine.RequireAsync();
        await using var application = await ContainerModel.StartAsync(builder => ContainerModel.Shell(builder, "idle", "trap exit INT TERM; echo on; sleep 600 & wait")
            .WithLifetime(lifetime).WithEndpoint(targetPort: 5432, name: "tcp", scheme: "tcp"));
        var snapshot = await application.StateAsync("idle", KnownResourceStates.Running);
        var name = (string)Value(snapshot, "container.name")!;
        await Eventually.TrueAsync(async () => (await application.LinesAsync("idle")).Contains("on"), "the container heeds signals");
        try
        {
            Assert.Equal(await ContainerEngine.RunAsync("container", "inspect", "--format", "{{.Id}}", name), Value(snapshot, "container.id"));
            Assert.Equal($"{ContainerEngine.Image}:{ContainerEngine.Tag}", Value(snapshot, "container.image"));
            Assert.Equal("sh", Value(snapshot, "container.command"));
            Assert.Equal("-c \"trap exit INT TERM; echo on; sleep 600 & wait\"", Value(snapshot, "container.args"));
            Assert.Equal(lifetime.ToString(), Value(snapshot, "container.lifetime"));
            Assert.Matches("^[0-9]+->5432/tcp$", Assert.IsType<string>(Value(snapshot, "container.ports")));
        }
        finally
        {
            await application.StopAsync();
            await ContainerEngine.RunAsync("container", "rm", "--force", name);
        }
    }

    private static object? Value(CustomResourceSnapshot snapshot, string name) => snapshot.Properties.Single(property => property.Name == name).Value;
}
