using System.Diagnostics;
using Xunit;

namespace EchoApp.Tests.AppHost.Cli;

/// <summary>What the real AppHost.cs publishes, by the real CLI, where no container engine answers.</summary>
public sealed class PublishTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly AspireCli _cli = new();

    [Fact]
    public async Task Publish_writes_the_compose_file_and_its_placeholders_and_needs_neither_engine_nor_values()
    {
        var result = (await _cli.RunPipelineAsync([AspireCli.NoEngine], ["publish"], _directory.Path)).Succeeded();

        Snapshot.Verify("docker-compose.yaml", Read("docker-compose.yaml"));
        Snapshot.Verify("dot-env", Read(".env"));
        Assert.Equal([".env", "docker-compose.yaml"], Files());
        Assert.Contains("Pipeline succeeded", result.Output + result.Error, StringComparison.Ordinal);
        Assert.Equal("", _cli.ReadState());
        await AssertComposeAcceptsAsync();
    }

    [Fact]
    public async Task Publish_without_the_dashboard_and_with_the_embedded_store_is_web_alone()
    {
        (await _cli.RunPipelineAsync([AspireCli.NoEngine], ["publish"], _directory.Path, "--Dashboard=false", "--Store=embedded")).Succeeded();

        Snapshot.Verify("docker-compose.web.yaml", Read("docker-compose.yaml"));
    }

    [Fact]
    public async Task A_step_that_fails_is_one_clear_line_and_an_exit_code_and_leaves_nothing()
    {
        var result = await _cli.RunPipelineAsync([AspireCli.NoEngine], ["do", "push"], _directory.Path, $"--Parameters:registry-endpoint=127.0.0.1:{FreePort.Choose()}");

        result.FailedWith("cannot be reached: Connection refused. Is it the right one, and does it run?");
        Assert.Empty(Files());
    }

    public void Dispose()
    {
        _directory.Dispose();
        _cli.Dispose();
    }

    private async Task AssertComposeAcceptsAsync()
    {
        Assert.SkipWhen((await ContainerEngine.TryRunAsync("compose", "version")).Length == 0, "There is no docker compose. On Debian, eng/prepare-container-tests.sh installs it.");
        var values = _directory.Write("values", "WEB_IMAGE=web:1\nSTORE_PASSWORD=secret\nACCESS_TOKEN=token\nFINGERPRINT_KEY=key\n");
        using var compose = Process.Start(new ProcessStartInfo("docker", ["compose", "-f", Path.Combine(_directory.Path, "docker-compose.yaml"), "--env-file", values, "config"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = compose.StandardError.ReadToEndAsync();
        var text = await compose.StandardOutput.ReadToEndAsync();
        await compose.WaitForExitAsync();
        Assert.True(compose.ExitCode == 0, text + await error);
        Assert.Contains("Password='secret'", text, StringComparison.Ordinal);
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(_directory.Path, name));

    private IEnumerable<string?> Files() => Directory.EnumerateFiles(_directory.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
