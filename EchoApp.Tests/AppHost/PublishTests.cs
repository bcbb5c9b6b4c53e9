using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace EchoApp.Tests.AppHost;

/// <summary>What the real AppHost.cs publishes.</summary>
public sealed partial class PublishTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData("publish", "-o")]
    [InlineData("--operation", "publish", "--step", "publish", "--output-path")]
    public async Task Publish_writes_the_compose_file_and_its_placeholders(params string[] args)
    {
        await RunAsync([.. args, _directory.Path]);

        Snapshot.Verify("docker-compose.yaml", Read("docker-compose.yaml"));
        Snapshot.Verify("dot-env", Read(".env"));
        Assert.Equal([".env", "docker-compose.yaml"], Files());
    }

    [Fact]
    public async Task Publish_without_the_dashboard_and_with_the_embedded_store_is_web_alone()
    {
        await RunAsync("publish", "-o", _directory.Path, "--Dashboard=false", "--Store=embedded");

        Snapshot.Verify("docker-compose.web.yaml", Read("docker-compose.yaml"));
    }

    [Fact]
    public async Task The_manifest_has_every_resource()
    {
        await RunAsync("--publisher", "manifest", "--output-path", Path.Combine(_directory.Path, "aspire-manifest.json"));

        // Where the project is, seen from a directory of the test, is nothing to keep.
        Snapshot.Verify("aspire-manifest.json", ProjectPath().Replace(Read("aspire-manifest.json"), "\"path\": \"EchoApp.Web.csproj\""));
    }

    [Fact]
    public async Task Publish_tells_in_plain_lines_what_it_has_written()
    {
        var output = await RunAsync("publish", "-o", _directory.Path);

        Assert.Equal("publish-compose: 3 services", output[^4]);
        Assert.Equal([$"Written:  {_directory.Path}/docker-compose.yaml", $"          {_directory.Path}/.env"], output.TakeLast(2));
        Assert.DoesNotContain(output, line => line.Contains('\e', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Dashboard must be true or false, not 'maybe'. For example --Dashboard=false", "publish", "--Dashboard=maybe")]
    [InlineData("There is no pipeline step 'publish-compse'. Did you mean 'publish-compose'? 'do diagnostics' lists the steps.", "do", "publish-compse")]
    [InlineData("Ports:Echo must be a port from 1 to 65535, or 0 for any free one, not 'six'. For example --Ports:Echo=6000", "publish", "--Ports:Echo=six")]
    public async Task A_mistake_is_one_clear_line_and_code_1(string message, params string[] args)
    {
        await using var appHost = AppHostProcess.Launch([.. args, "-o", _directory.Path]);

        Assert.Equal(1, await appHost.ExitAsync());
        Assert.Equal([$"error: {message}"], appHost.Error);
        Assert.Empty(Files());
    }

    [Fact]
    public async Task A_directory_that_cannot_be_written_to_is_one_clear_line_and_code_1()
    {
        var file = _directory.Write("file", "");
        await using var appHost = AppHostProcess.Launch("publish", "-o", file);

        Assert.Equal(1, await appHost.ExitAsync());
        Assert.Equal([$"error: publish-compose failed: {file} is a file, and should be the directory to write to. Give another one with --output-path."], appHost.Error);
    }

    [Fact]
    public async Task Docker_compose_accepts_the_file()
    {
        await ContainerEngine.RequireAsync();
        Assert.SkipWhen((await ContainerEngine.RunAsync("compose", "version")).Length == 0, "There is no docker compose. On Debian, eng/prepare-container-tests.sh installs it.");
        await RunAsync("publish", "-o", _directory.Path);
        var values = _directory.Write("values", "WEB_IMAGE=web:1\nSTORE_PASSWORD=secret\n");

        var (code, text) = await ConfigAsync(values);

        Assert.True(code == 0, text);
        Assert.Contains("Password='secret'", text, StringComparison.Ordinal);
    }

    public void Dispose() => _directory.Dispose();

    private static async Task<IReadOnlyList<string>> RunAsync(params string[] args)
    {
        await using var appHost = AppHostProcess.Launch([.. args, .. args.Any(arg => arg.StartsWith("--Store=", StringComparison.Ordinal)) ? Array.Empty<string>() : ["--Store=auto"]]);
        var code = await appHost.ExitAsync();

        Assert.True(code == 0, string.Join('\n', [.. appHost.Output, .. appHost.Error]));
        Assert.Empty(appHost.Error);
        return appHost.Output;
    }

    private async Task<(int Code, string Text)> ConfigAsync(string values)
    {
        using var compose = Process.Start(new ProcessStartInfo("docker", ["compose", "-f", Path.Combine(_directory.Path, "docker-compose.yaml"), "--env-file", values, "config"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = compose.StandardError.ReadToEndAsync();
        var text = await compose.StandardOutput.ReadToEndAsync();
        await compose.WaitForExitAsync();
        return (compose.ExitCode, text + await error);
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(_directory.Path, name));

    private IEnumerable<string?> Files() => Directory.EnumerateFiles(_directory.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    [GeneratedRegex("\"path\": \"[^\"]*/EchoApp.Web/EchoApp.Web.csproj\"")]
    private static partial Regex ProjectPath();
}
