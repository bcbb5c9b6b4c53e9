using System.Text;
using System.Text.Json;
using EchoApp.Tests.Http;
using EchoApp.Tests.Images;
using EchoApp.Tests.Publishing.Images;
using Xunit;

namespace EchoApp.Tests.AppHost.Cli;

/// <summary>What <c>aspire do push</c> leaves, with neither an engine nor anything else of docker's: <see cref="PublishedImage"/>.</summary>
[Collection(nameof(ReleaseBuilds))]
public sealed class PushTests(PublishedImage image)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_image_is_described_and_pinned_by_its_digest()
    {
        var tag = await image.TagAsync();
        using var images = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(image.Output, "images.json"), Cancel));
        var web = images.RootElement.GetProperty("web");
        Assert.Equal(image.Name, web.GetProperty("name").GetString());
        Assert.Equal(tag, web.GetProperty("tag").GetString());
        Assert.Equal(await image.SizeAsync(), web.GetProperty("size").GetInt64());
        var pinned = $"{image.Name}@{web.GetProperty("digest").GetString()}";
        Assert.Equal($"# Container image name for web\nWEB_IMAGE={pinned}\n\n", await File.ReadAllTextAsync(Path.Combine(image.Output, ".env.Production"), Cancel));

        await RunningContainer.EchoesFromAsync("--pull", "always", "--quiet", "--user", "1654:1654", "--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL", pinned);
    }

    [Fact]
    public async Task A_protected_registry_over_TLS_takes_the_image()
    {
        // Compiled by then: two builds of one project get in each other's way.
        await image.TagAsync();
        using var directory = new TemporaryDirectory();
        using var cli = new AspireCli();
        var authority = new TestAuthority(directory);
        await using var registry = await TestRegistry.StartAsync([.. authority.RegistrySettings, .. TestRegistry.Protected(directory)]);
        var auth = Convert.ToBase64String(Encoding.UTF8.GetBytes("someone:secret"));
        directory.Write("docker/config.json", $$"""{ "auths": { "{{registry.Endpoint}}": { "auth": "{{auth}}" } } }""");

        var pushed = (await cli.RunPipelineAsync(
            [AspireCli.NoEngine, .. AspireCli.Build, ("SSL_CERT_FILE", authority.AuthorityFile), ("DOCKER_CONFIG", Path.Combine(directory.Path, "docker"))],
            ["do", "push"], Path.Combine(directory.Path, "out"), $"--Parameters:registry-endpoint={registry.Endpoint}")).Succeeded();

        Assert.True(registry.Tags("echoapp-web").Count() == 1, $"{pushed.Output}\n{pushed.Error}");
    }

    // docs/walkthrough.md, the first walk, by hand.
    [Fact]
    public async Task The_image_is_tagged_pushed_elsewhere_pulled_and_run_again()
    {
        var pushed = await image.ReferenceAsync();
        await ContainerEngine.RunAsync("pull", "--quiet", pushed);
        await RunningContainer.EchoesFromAsync(pushed);

        var copy = $"{image.Name}-copy:mine";
        await ContainerEngine.RunAsync("tag", pushed, copy);
        await ContainerEngine.RunAsync("push", "--quiet", copy);
        await ContainerEngine.RunAsync("rmi", copy);
        Assert.Equal("", await ContainerEngine.RunAsync("images", "--quiet", copy));

        await ContainerEngine.RunAsync("pull", "--quiet", copy);
        await RunningContainer.EchoesFromAsync(copy);
        await ContainerEngine.RunAsync("rmi", copy);
    }
}
