using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Tests.Publishing;
using Xunit;

namespace EchoApp.Tests.Hosting.Publishing;

/// <summary>What is published of an EchoApp, and of what refers to it: as a manifest and as a compose project.</summary>
public sealed class PublishTests : IDisposable
{
    private readonly PipelineApplication _application = new();

    [Fact]
    public async Task Manifest_WithoutAWish_HasNothingOfIt()
    {
        var manifest = await ManifestAsync(builder => Declare(builder, static _ => { }));

        Assert.Equal(["shop", "shop-key"], manifest["resources"]!.AsObject().Select(resource => resource.Key).Order(StringComparer.Ordinal));
        var shop = manifest["resources"]!["shop"]!;
        Assert.Equal("""{"KEPT":"yes","KEY":"{shop-key.value}"}""", shop["env"]!.ToJsonString());
        Assert.Equal("""["--verbose","--key","{shop-key.value}"]""", shop["args"]!.ToJsonString());
    }

    [Fact]
    public async Task Compose_WithoutAWish_HasNothingOfIt()
    {
        await ComposeAsync(static _ => { });

        var compose = _application.Read("docker-compose.yaml");
        Assert.DoesNotContain("echo", compose, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("depends_on", compose, StringComparison.Ordinal);
        Assert.Contains("KEPT: \"yes\"", compose, StringComparison.Ordinal);
        Assert.DoesNotContain("ECHO", _application.Read(".env"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Manifest_WithPublishAsContainer_HasTheImageAndTheReferences()
    {
        var manifest = await ManifestAsync(builder => Declare(builder, Publish));

        var echo = manifest["resources"]!["echo"]!;
        Assert.Equal(("container.v0", "registry.example.com/team/echoapp-web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"), (echo["type"]!.GetValue<string>(), echo["image"]!.GetValue<string>()));
        Assert.Equal("Endpoint={echo.bindings.pages.url};Echo={echo.bindings.echo.url};Token={echo-token.value}", echo["connectionString"]!.GetValue<string>());
        Assert.Equal("""[{"name":"hooks","target":"/home/app/data","readOnly":false}]""", echo["volumes"]!.ToJsonString());
        Assert.Equal((6000, 5000), (echo["bindings"]!["echo"]!["targetPort"]!.GetValue<int>(), echo["bindings"]!["pages"]!["targetPort"]!.GetValue<int>()));
        Assert.Equal(("{echo-token.value}", "false"), (echo["env"]!["Access__Token"]!.GetValue<string>(), echo["env"]!["Bins__orders__Raw"]!.GetValue<string>()));
        Assert.Null(echo["args"]);
        Assert.Equal("{echo.bindings.echo.url}/b/orders", manifest["resources"]!["orders"]!["connectionString"]!.GetValue<string>());
        Assert.Equal("{orders.connectionString}", manifest["resources"]!["shop"]!["env"]!["WEBHOOK_URL"]!.GetValue<string>());
        Assert.True(manifest["resources"]!["echo-token"]!["inputs"]!["value"]!["secret"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Compose_WithPublishAsContainer_HasTheServiceAndTheReferences()
    {
        await ComposeAsync(Publish);

        var compose = _application.Read("docker-compose.yaml");
        foreach (var line in (string[])
        [
            "image: \"registry.example.com/team/echoapp-web@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\"",
            "Access__Token: \"${ECHO_TOKEN}\"",
            "ECHO_PORT: \"6000\"",
            "WEBHOOK_URL: \"http://echo:6000/b/orders\"",
            "BY_NAME: \"http://echo:6000/x\"",
            "target: \"/home/app/data\"",
        ])
        {
            Assert.Contains(line, compose, StringComparison.Ordinal);
        }

        Assert.Contains("ECHO_TOKEN=", _application.Read(".env"), StringComparison.Ordinal);
    }

    [Fact]
    public void PublishAsContainer_WithoutARegistry_SaysWhatToDo()
    {
        var builder = DistributedApplication.CreateBuilder(["--operation", "publish"]);

        var exception = Assert.Throws<DistributedApplicationException>(() => builder.AddEcho("echo").PublishAsContainer());

        Assert.StartsWith("The image of 'echo' has no registry. No public one has it yet", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RunAsContainer_InWhatIsPublished_ChangesNothing() =>
        Assert.Empty(DistributedApplication.CreateBuilder(["--operation", "publish"]).AddEcho("echo").RunAsContainer().Resource.Annotations.OfType<ContainerImageAnnotation>());

    public void Dispose() => _application.Dispose();

    private static void Publish(IResourceBuilder<EchoResource> echo) => echo.WithDataVolume("hooks").PublishAsContainer(container => container
        .WithImageRegistry("registry.example.com").WithImage("team/echoapp-web").WithImageSHA256("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"));

    // All the ways in which something may refer to an EchoApp.
    private static void Declare(IDistributedApplicationBuilder builder, Action<IResourceBuilder<EchoResource>> change)
    {
        builder.Configuration["Parameters:echo-token"] = EchoApplication.Token;
        var echo = builder.AddEcho("echo");
        var orders = echo.AddBin("orders");
        change(echo);
        var late = echo.AddBin("late");
        var key = builder.AddParameter("shop-key", "k", secret: true);
        builder.AddContainer("shop", "registry.example.com/shop", "1.0")
            .WithReference(echo)
            .WithReference(orders)
            .WithEnvironment("WEBHOOK_URL", orders)
            .WithEnvironment("EXPRESSION", orders.Resource.UriExpression)
            .WithEnvironment("BY_NAME", $"{echo.GetEndpoint("echo")}/x")
            .WithEnvironment("ENDPOINT", echo.GetEndpoint("pages"))
            .WithEnvironment("KEPT", "yes")
            .WithEnvironment("KEY", key)
            .WithArgs("--verbose", "--webhooks", late, "--key", key.Resource)
            .WithArgs(context => context.Args.Add(ReferenceExpression.Create($"--also={echo.GetEndpoint("echo")}")))
            .WaitFor(orders)
            .WaitFor(echo);
    }

    private async Task<JsonNode> ManifestAsync(Action<IDistributedApplicationBuilder> declare)
    {
        await _application.RunAsync(declare, "publish-manifest");
        return JsonNode.Parse(_application.Read("aspire-manifest.json"))!;
    }

    private Task ComposeAsync(Action<IResourceBuilder<EchoResource>> change) => _application.RunAsync(
        builder =>
        {
            builder.AddDockerComposeEnvironment("compose").WithDashboard(enabled: false);
            Declare(builder, change);
        },
        "publish");
}
