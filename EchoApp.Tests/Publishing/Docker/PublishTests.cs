using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Xunit;

namespace EchoApp.Tests.Publishing.Docker;

public sealed class PublishTests : IDisposable
{
    private readonly PipelineApplication _application = new();

    [Fact]
    public async Task Publish_Again_WritesTheSameAndKeepsWhatIsInTheEnvironmentFile()
    {
        await _application.RunAsync(Declare, "publish");
        var compose = _application.Read("docker-compose.yaml");
        File.WriteAllText(_application.PathOf(".env"), "# Mine\nKEY=abc\n\nUNKNOWN=1\n\n");

        await _application.RunAsync(Declare, "publish");

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
    public async Task Publish_OfSeveralEnvironments_GivesEachADirectoryWithItsServices()
    {
        await _application.RunAsync(
            builder =>
            {
                var one = builder.AddDockerComposeEnvironment("one").WithDashboard(false);
                var two = builder.AddDockerComposeEnvironment("two").WithDashboard(false);
                builder.AddContainer("a", "x").WithComputeEnvironment(one);
                builder.AddContainer("b", "x").WithComputeEnvironment(two).WithEnvironment("KEY", builder.AddParameter("key"));
            }, "publish");

        Assert.Contains("services:\n  a:\n", _application.Read("one/docker-compose.yaml"), StringComparison.Ordinal);
        Assert.DoesNotContain("  b:\n", _application.Read("one/docker-compose.yaml"), StringComparison.Ordinal);
        Assert.Contains("services:\n  b:\n", _application.Read("two/docker-compose.yaml"), StringComparison.Ordinal);
        Assert.False(File.Exists(_application.PathOf("one/.env")));
        Assert.Equal("# Parameter key\nKEY=\n\n", _application.Read("two/.env"));
        Assert.Empty(_application.Files());
    }

    [Fact]
    public async Task Publish_OfAResourceThatIsOfNoneOfSeveralEnvironments_IsRefused()
    {
        var failure = await _application.FailAsync(
            builder =>
            {
                builder.AddDockerComposeEnvironment("one");
                builder.AddDockerComposeEnvironment("two");
                builder.AddContainer("box", "x");
            }, "publish");

        Assert.StartsWith("validate-compute-environments failed: Compute resource(s) 'box' are not assigned to a compute environment", failure.Message, StringComparison.Ordinal);
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

        Assert.StartsWith("publish-compose failed: 'user' refers to the endpoint 'http' of 'box', which has none of that name.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_OfNamesThatYamlTakesForOtherThings_AndOfWaitsForWhatIsNoService_IsWhatComposeTakes()
    {
        await _application.RunAsync(
            builder =>
            {
                builder.AddDockerComposeEnvironment("compose").WithDashboard(false);
                var other = builder.AddContainer("other", "x").ExcludeFromManifest();
                builder.AddContainer("null", "x").WithVolume("123", "/data").WaitFor(other);
            }, "publish");

        var file = _application.Read("docker-compose.yaml");
        Assert.Contains("\n  \"null\":\n", file, StringComparison.Ordinal);
        Assert.Contains("\n  \"123\":\n", file, StringComparison.Ordinal);
        Assert.DoesNotContain("depends_on", file, StringComparison.Ordinal);
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
    public void Run_OfTheSameModel_HasNoEnvironment()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { ProjectDirectory = _application.Directory, DisableDashboard = true });
        Declare(builder);

        Assert.Equal(["box", "key"], builder.Resources.Select(resource => resource.Name));
        Assert.Empty(builder.Resources[0].Annotations.OfType<DockerComposeServiceCustomizationAnnotation>());
    }

    public void Dispose() => _application.Dispose();

    private static void Declare(IDistributedApplicationBuilder builder)
    {
        builder.AddDockerComposeEnvironment("compose");
        builder.AddContainer("box", "x").WithEnvironment("KEY", builder.AddParameter("key")).PublishAsDockerComposeService((_, service) => service.ReadOnly = true);
    }
}
