using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Tests.Hosting.Pipelines;
using Xunit;

namespace EchoApp.Tests.Hosting.Docker;

public sealed class PublishTests : IDisposable
{
    private readonly PipelineApplication _application = new();

    [Fact]
    public async Task Publish_Again_WritesTheSameAndKeepsWhatIsInTheEnvironmentFile()
    {
        await _application.RunAsync(Declare, "publish");
        var compose = _application.Read("docker-compose.yaml");
        File.WriteAllText(_application.PathOf(".env"), "# Mine\nKEY=abc\n\nUNKNOWN=1\n\n");

        await _application.RunAsync(Declare, "--operation", "publish", "--step", "publish", "--output-path", _application.PathOf(""));

        Assert.Equal(compose, _application.Read("docker-compose.yaml"));
        Assert.Equal("# Mine\nKEY=abc\n\nUNKNOWN=1\n\n", _application.Read(".env"));
        Assert.Equal([".env", "docker-compose.yaml"], _application.Files());
    }

    [Fact]
    public async Task Publish_OfAModelWithAMistake_LeavesWhatIsThere()
    {
        await _application.RunAsync(Declare, "publish");
        var compose = _application.Read("docker-compose.yaml");

        await _application.FailAsync(builder =>
        {
            Declare(builder);
            builder.AddContainer("other", "y").WithVolume("/data");
        }, "publish");

        Assert.Equal(compose, _application.Read("docker-compose.yaml"));
        Assert.Equal([".env", "docker-compose.yaml"], _application.Files());
    }

    [Fact]
    public async Task Publish_WhereOneFileCannotBeWritten_WritesNeither()
    {
        Directory.CreateDirectory(_application.PathOf(".env"));

        var failure = await _application.FailAsync(Declare, "publish");

        Assert.Equal(
            $"publish-compose failed: {_application.PathOf(".env")} is a directory, and should be a file. Move it away, or give another place with --output-path.",
            failure.Message);
        Assert.Empty(_application.Files());
    }

    [Fact]
    public async Task Publish_IntoAFile_IsRefused()
    {
        File.WriteAllText(_application.PathOf(""), "");

        var failure = await _application.FailAsync(Declare, "publish");

        Assert.Equal(
            $"publish-compose failed: {_application.PathOf("")} is a file, and should be the directory to write to. Give another one with --output-path.", failure.Message);
    }

    [Fact]
    public async Task Publish_WithoutAnEnvironment_IsRefused()
    {
        var failure = await _application.FailAsync(builder => builder.AddContainer("box", "x"), "publish");

        Assert.Contains("AddDockerComposeEnvironment", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_OfSeveralEnvironments_IsRefused()
    {
        var failure = await _application.FailAsync(
            builder =>
            {
                builder.AddDockerComposeEnvironment("one");
                builder.AddDockerComposeEnvironment("two");
            }, "publish");

        Assert.Equal("There are several Docker Compose environments ('one', 'two'), and the embedded host publishes to one. Take the others out.", failure.Message);
    }

    [Fact]
    public async Task Publish_OfAReferenceToAnExecutable_IsRefused()
    {
        var failure = await _application.FailAsync(
            builder =>
            {
                builder.AddDockerComposeEnvironment("compose");
                var program = builder.AddExecutable("program", "true", ".").WithHttpEndpoint();
                builder.AddContainer("box", "x").WithEnvironment("URL", program.GetEndpoint("http"));
            }, "publish");

        Assert.StartsWith("publish-compose failed: 'box' refers to the endpoint 'http' of 'program', which is no service of the compose file", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_OfAReferenceToAnEndpointThatIsMissing_IsRefused()
    {
        var failure = await _application.FailAsync(
            builder =>
            {
                builder.AddDockerComposeEnvironment("compose");
                var box = builder.AddContainer("box", "x");
                builder.AddContainer("user", "x").WithEnvironment("URL", box.GetEndpoint("http"));
            }, "publish");

        Assert.StartsWith("publish-prereq failed: Resource 'user' refers to an endpoint that is missing.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_OfAPlaceholderThatWouldHaveToBeEncoded_IsRefused()
    {
        var failure = await _application.FailAsync(
            builder =>
            {
                builder.AddDockerComposeEnvironment("compose");
                var key = builder.AddParameter("key");
                builder.AddContainer("box", "x").WithEnvironment("URL", ReferenceExpression.Create($"http://{key.Resource:uri}@x"));
            }, "publish");

        Assert.StartsWith("publish-compose failed: 'box' uses ${KEY} with the format 'uri'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfTheSameModel_HasNoEnvironment()
    {
        await using var application = await Engine.TestApplication.StartAsync(Declare, args: ["--Parameters:key=1"]);

        Assert.Equal(["key", "box"], application.Notifications.Latest("key").Concat(application.Notifications.Latest("box")).Select(state => state.Resource.Name));
        Assert.Empty(application.Notifications.Latest("compose"));
    }

    public void Dispose() => _application.Dispose();

    private static void Declare(IDistributedApplicationBuilder builder)
    {
        builder.AddDockerComposeEnvironment("compose");
        builder.AddContainer("box", "x").WithEnvironment("KEY", builder.AddParameter("key"));
    }
}
