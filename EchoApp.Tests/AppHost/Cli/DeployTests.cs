using System.Text.Json;
using EchoApp.Tests.Images;
using EchoApp.Tests.Publishing.Images;
using Xunit;

namespace EchoApp.Tests.AppHost.Cli;

/// <summary>The real AppHost.cs on the real Docker Compose, by the real CLI, with a compiler for native AOT and without.</summary>
[Collection(nameof(ReleaseBuilds))]
public sealed class DeployTests(PublishedImage image) : IAsyncLifetime, IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly AspireCli _cli = new();
    private readonly string _identity = Guid.NewGuid().ToString("N")[..8];
    private readonly int _pages = FreePort.Choose();
    private readonly int _echo = FreePort.Choose();

    private string Project => $"aspire-compose-{_identity}";

    private string[] Volumes => [$"{Project}_echoapp-store"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // Made by then: two builds of one project get in each other's way.
    public async ValueTask InitializeAsync() => await image.TagAsync();

    [Fact]
    public async Task A_deployment_is_healthy_keeps_its_data_and_password_and_is_destroyed_but_for_its_volume()
    {
        await DeployAsync();
        Assert.Contains("store: Healthy, PostgreSQL", await PageAsync("/health"), StringComparison.Ordinal);
        Assert.Contains("Welcome", await PageAsync("/"), StringComparison.Ordinal);
        Assert.Contains("docker push", await PageAsync("/next"), StringComparison.Ordinal);
        var values = await File.ReadAllTextAsync(Values, Cancel);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Values));
        }

        var password = values.Split('\n').Single(line => line.StartsWith("STORE_PASSWORD=", StringComparison.Ordinal))[15..];
        Assert.Contains(Project, _cli.ReadState(), StringComparison.Ordinal);
        Assert.DoesNotContain(password, _cli.ReadState(), StringComparison.Ordinal);
        Assert.Equal("SELECT 1", await QueryAsync("CREATE TABLE kept AS SELECT 'a line' AS text"));

        // From here on without a compiler, also below: each change of the form compiles everything anew.
        var path = CompilerlessPath.Write(_directory);
        await DeployAsync(path);
        Assert.Equal(values, await File.ReadAllTextAsync(Values, Cancel));
        Assert.Equal("a line", await QueryAsync("SELECT text FROM kept"));

        (await RunAsync("destroy")).FailedWith("--yes");
        Assert.Equal("a line", await QueryAsync("SELECT text FROM kept"));

        (await RunAsync("destroy", "--yes")).Succeeded();
        Assert.Equal("", await ContainerEngine.RunAsync("ps", "--all", "--quiet", "--filter", $"label=com.docker.compose.project={Project}"));
        Assert.Equal(Volumes, (await ContainerEngine.RunAsync("volume", "ls", "--quiet", "--filter", $"label=com.docker.compose.project={Project}")).Split('\n'));

        await AssertPushesAsReadyToRunAsync(path);
    }

    public void Dispose()
    {
        _directory.Dispose();
        _cli.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await ContainerEngine.TryRunAsync("compose", "--project-directory", "/", "-p", Project, "down", "--volumes", "--remove-orphans", "--timeout", "1");
        await ContainerEngine.TryRunAsync(["volume", "rm", "--force", .. Volumes]);
    }

    private string Values => Path.Combine(_directory.Path, ".env.Production");

    private async Task DeployAsync(params (string Name, string Value)[] environment)
    {
        var result = (await RunAsync(environment, "deploy")).Succeeded();
        Assert.True(result.Output.Contains($"http://localhost:{_echo}", StringComparison.Ordinal), result.Output);
        Assert.Equal(
            environment.Length > 0 || await image.FormAsync() != "native-aot",
            result.Output.Contains("web is ready-to-run, not native AOT: ", StringComparison.Ordinal));
    }

    // What images.json says of the form is true of the one that this machine can make; the other one is made here.
    private async Task AssertPushesAsReadyToRunAsync((string Name, string Value) path)
    {
        await using var registry = await TestRegistry.StartAsync();
        var output = Path.Combine(_directory.Path, "pushed");
        var pushed = (await _cli.RunPipelineAsync(
            [AspireCli.NoEngine, .. AspireCli.Build, path], ["do", "push"], output, $"--Parameters:registry-endpoint={registry.Endpoint}")).Succeeded();
        Assert.Contains("web is ready-to-run, not native AOT: neither clang nor gcc is on the PATH.", pushed.Output, StringComparison.Ordinal);

        using var images = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(output, "images.json"), Cancel));
        var web = images.RootElement.GetProperty("web");
        Assert.Equal("ready-to-run", web.GetProperty("form").GetString());
        ImageSizeLimit.AssertHolds("ready-to-run", web.GetProperty("size").GetInt64());
        await RunningContainer.EchoesFromAsync("--pull", "always", "--quiet", $"{web.GetProperty("name").GetString()}@{web.GetProperty("digest").GetString()}");
    }

    private Task<CliResult> RunAsync(params string[] command) => RunAsync([], command);

    private Task<CliResult> RunAsync((string Name, string Value)[] environment, params string[] command) => _cli.RunPipelineAsync(
        [.. AspireCli.Build, .. environment], command, _directory.Path,
        $"--AppHostSha={_identity}", $"--Ports:Pages={_pages}", $"--Ports:Echo={_echo}", "--Dashboard=false", $"--Store:Image={ContainerEngine.Image}:{ContainerEngine.Tag}");

    private async Task<string> PageAsync(string path)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri($"http://127.0.0.1:{_pages}{path}"), Cancel);
    }

    private Task<string> QueryAsync(string sql) => ContainerEngine.RunAsync("exec", $"{Project}-store-1", "psql", "-U", "echoapp", "-At", "-c", sql);
}
