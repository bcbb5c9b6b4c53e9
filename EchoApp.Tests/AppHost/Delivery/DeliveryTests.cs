using System.Text;
using System.Text.Json;
using EchoApp.Tests.Hosting.Images;
using Xunit;

namespace EchoApp.Tests.AppHost.Delivery;

/// <summary>The real AppHost, the real SDK, real registries, the real Docker Compose. One after the other: each builds the same project.</summary>
public sealed class DeliveryTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan _build = TimeSpan.FromMinutes(8);

    private readonly TemporaryDirectory _directory = new();
    private readonly string _identity = Guid.NewGuid().ToString("N")[..8];
    private readonly int _pages = TestRegistry.FreePort();

    private string Output => Path.Combine(_directory.Path, "out");

    private string Project => $"aspire-compose-{_identity}";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await ContainerEngine.RequireAsync();

    [Fact]
    public async Task An_image_is_pushed_pulled_and_run()
    {
        await using var registry = await TestRegistry.StartAsync();
        var output = await RunAsync([], "push", $"--Parameters:registry-endpoint={registry.Endpoint}", "--Parameters:registry-repository=team");

        using var images = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Output, "images.json"), Cancel));
        var web = images.RootElement.GetProperty("web");
        Assert.Equal($"{registry.Endpoint}/team/echoapp-web", web.GetProperty("name").GetString());
        Assert.Equal([web.GetProperty("tag").GetString()], registry.Tags("team/echoapp-web"));
        Assert.Matches(@"^[0-9]+\.[0-9]+\.[0-9]+-[0-9a-f]{7}", web.GetProperty("tag").GetString()!);
        Assert.InRange(web.GetProperty("size").GetInt64(), 5_000_000, 40_000_000);
        var pinned = $"{registry.Endpoint}/team/echoapp-web@{web.GetProperty("digest").GetString()}";
        Assert.Equal($"          {pinned}", output[^1]);
        Assert.Contains($"WEB_IMAGE={pinned}\n", await File.ReadAllTextAsync(Path.Combine(Output, ".env.Production"), Cancel), StringComparison.Ordinal);

        await EchoesFromAsync("--pull", "always", "--quiet", "--user", "1654:1654", "--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL", pinned);
        await ContainerEngine.RunAsync("image", "rm", pinned);
    }

    // docs/walkthrough.md, the first walk, by hand.
    [Fact]
    public async Task An_image_is_built_run_tagged_pushed_pulled_and_run_again()
    {
        await using var registry = await TestRegistry.StartAsync();
        var output = await RunAsync([], "do", "build");
        var built = output.Single(line => line.StartsWith("Built:", StringComparison.Ordinal)).Split(' ')[^1];
        Assert.Equal(built, await ContainerEngine.RunAsync("images", "--format", "{{.Repository}}:{{.Tag}}", built));
        await EchoesFromAsync(built);

        var remote = $"{registry.Endpoint}/me/{built}";
        await ContainerEngine.RunAsync("tag", built, remote);
        await ContainerEngine.RunAsync("push", "--quiet", remote);
        await ContainerEngine.RunAsync("rmi", built, remote);
        Assert.Equal("", await ContainerEngine.RunAsync("images", "--quiet", remote));

        await ContainerEngine.RunAsync("pull", "--quiet", remote);
        await EchoesFromAsync(remote);
        await ContainerEngine.RunAsync("rmi", remote);
    }

    [Fact]
    public async Task A_protected_registry_over_TLS_takes_the_image()
    {
        var authority = new TestAuthority(_directory);
        await using var registry = await TestRegistry.StartAsync([.. authority.Settings, .. TestRegistry.Protected(_directory)]);
        var auth = Convert.ToBase64String(Encoding.UTF8.GetBytes("someone:secret"));
        _directory.Write("docker/config.json", $$"""{ "auths": { "{{registry.Endpoint}}": { "auth": "{{auth}}" } } }""");

        await RunAsync(
            [("SSL_CERT_FILE", authority.AuthorityFile), ("DOCKER_CONFIG", Path.Combine(_directory.Path, "docker"))],
            "push", $"--Parameters:registry-endpoint={registry.Endpoint}");

        Assert.Single(registry.Tags("echoapp-web"));
    }

    [Fact]
    public async Task A_deployment_keeps_its_data_until_the_volumes_are_removed()
    {
        Assert.Contains("web:       healthy", await DeployAsync());
        Assert.Contains("store: Healthy, PostgreSQL", await PageAsync("/health"), StringComparison.Ordinal);
        Assert.Contains("Welcome", await PageAsync("/"), StringComparison.Ordinal);
        Assert.Contains("docker push", await PageAsync("/next"), StringComparison.Ordinal);
        var values = await File.ReadAllTextAsync(Path.Combine(Output, ".env.Production"), Cancel);
        Assert.Equal("SELECT 1", await QueryAsync("CREATE TABLE kept AS SELECT 'a line' AS text"));

        await DeployAsync();
        Assert.Equal(values, await File.ReadAllTextAsync(Path.Combine(Output, ".env.Production"), Cancel));
        Assert.Equal("a line", await QueryAsync("SELECT text FROM kept"));

        await RunAsync([], "down", $"--AppHostSha={_identity}");
        Assert.Equal("", await ContainerEngine.RunAsync("ps", "--all", "--quiet", "--filter", $"label=com.docker.compose.project={Project}"));

        await DeployAsync();
        Assert.Equal("a line", await QueryAsync("SELECT text FROM kept"));

        await RunAsync([], "down", "--volumes", "--yes", $"--AppHostSha={_identity}");
        Assert.Equal("", await ContainerEngine.RunAsync("volume", "ls", "--quiet", "--filter", $"label=com.docker.compose.project={Project}"));
    }

    public void Dispose() => _directory.Dispose();

    public async ValueTask DisposeAsync()
    {
        await ContainerEngine.RunAsync("compose", "--project-directory", "/", "-p", Project, "down", "--volumes", "--remove-orphans", "--timeout", "1");
    }

    private Task<IReadOnlyList<string>> DeployAsync() => RunAsync([], "deploy", $"--AppHostSha={_identity}", $"--Ports:Pages={_pages}", $"--Ports:Echo={TestRegistry.FreePort()}");

    private async Task<IReadOnlyList<string>> RunAsync((string Name, string Value)[] environment, params string[] args)
    {
        await using var appHost = AppHostProcess.LaunchIn(
            [("Store", "container"), ("ContainerBaseImage", "localhost:5050/echoapp/runtime-deps:12"), ("UseSharedCompilation", "false"), .. environment],
            [.. args, "-o", Output, "--Dashboard=false", $"--Store:Image={ContainerEngine.Image}:{ContainerEngine.Tag}"]);
        var code = await appHost.ExitAsync(_build);

        Assert.True(code == 0, string.Join('\n', [.. appHost.Output, .. appHost.Error]));
        return appHost.Output;
    }

    private async Task<string> PageAsync(string path)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri($"http://127.0.0.1:{_pages}{path}"), Cancel);
    }

    /// <summary>Runs a container, with options and from an image, until its echo has answered.</summary>
    private static async Task EchoesFromAsync(params string[] optionsAndImage)
    {
        var container = await ContainerEngine.RunAsync(["run", "--detach", "--publish", "127.0.0.1::6000", .. optionsAndImage]);
        try
        {
            var address = await ContainerEngine.RunAsync("container", "port", container, "6000/tcp");
            using var client = new HttpClient();
            await Eventually.TrueAsync(async () => await EchoesAsync(client, $"http://{address}/walk"), "the echo answers");
        }
        finally
        {
            await ContainerEngine.RunAsync("container", "rm", "--force", "--volumes", container);
        }
    }

    private Task<string> QueryAsync(string sql) => ContainerEngine.RunAsync("exec", $"{Project}-store-1", "psql", "-U", "echoapp", "-At", "-c", sql);

    private static async Task<bool> EchoesAsync(HttpClient client, string address)
    {
        try
        {
            return (await client.GetStringAsync(new Uri(address), Cancel)).Contains("\"/walk\"", StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
