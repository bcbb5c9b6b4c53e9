using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using EchoApp.Tests.Http;
using EchoApp.Tests.ServiceDefaults;
using Xunit;

namespace EchoApp.Tests.Images;

/// <summary>What was trimmed and left out is missed by nobody: the published image as it is deployed.</summary>
public sealed partial class RunningImageTests(PublishedImage image)
{
    private static readonly string[] _hardened = ["--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL", "--security-opt", "no-new-privileges"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Image_HardenedAndOnItsStore_TurnsHealthyAnswersOnBothPortsAndEndsCleanly()
    {
        var project = $"echoapp-tests-{Guid.NewGuid():N}";
        using var directory = new TemporaryDirectory();
        var file = directory.Write("docker-compose.yaml", Compose(await image.ReferenceAsync()));
        try
        {
            await ContainerEngine.RunAsync("compose", "--project-name", project, "--file", file, "up", "--detach", "--wait", "--wait-timeout", "60");
            var web = await ContainerEngine.RunAsync("compose", "--project-name", project, "--file", file, "ps", "--quiet", "web");
            Assert.Equal("healthy", await ContainerEngine.RunAsync("inspect", "--format", "{{.State.Health.Status}}", web));

            using var client = new HttpClient();
            using var echo = JsonDocument.Parse(await client.GetStringAsync(await UrlAsync(web, 6000, "/a?b=c"), Cancel));
            Assert.Equal("/a", echo.RootElement.GetProperty("path").GetString());
            Assert.Contains($"<a href=\"{PublishedImage.Source}\">Source</a>", await client.GetStringAsync(await UrlAsync(web, 5000, "/"), Cancel), StringComparison.Ordinal);
            Assert.Contains("\"openapi\"", await client.GetStringAsync(await UrlAsync(web, 5000, "/openapi/v1.json"), Cancel), StringComparison.Ordinal);
            Assert.Contains("store: Healthy, PostgreSQL", await client.GetStringAsync(await UrlAsync(web, 5000, "/health"), Cancel), StringComparison.Ordinal);

            using var sent = await client.PostAsync(await UrlAsync(web, 6000, "/b/orders/paid"), new StringContent("{\"password\":\"hunter2\"}"), Cancel);
            sent.EnsureSuccessStatusCode();
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "of-the-tests-token");
            var kept = await client.GetStringAsync(await UrlAsync(web, 5000, "/api/bins/orders/requests"), Cancel);
            Assert.Contains("\"path\":\"/b/orders/paid\"", kept, StringComparison.Ordinal);
            Assert.Contains("\"redacted\":true", kept, StringComparison.Ordinal);

            await ContainerEngine.RunAsync("stop", web);
            Assert.Equal("0", await ContainerEngine.RunAsync("inspect", "--format", "{{.State.ExitCode}}", web));
        }
        finally
        {
            await ContainerEngine.TryRunAsync("compose", "--project-name", project, "--file", file, "down", "--volumes", "--timeout", "5");
        }
    }

    // As in docs/image.md. That it is the volume's own directory shows in who may write: the root of a new volume is root's.
    [Fact]
    public async Task Image_WithANamedVolumeAtItsDataDirectory_HandsTheVolumeToItsUser()
    {
        var volume = $"echoapp-test-{Guid.NewGuid():N}";
        var web = await RunAsync("--volume", $"{volume}:/home/app/data");
        try
        {
            await EchoAsync(web);
            await ContainerEngine.RunAsync("rm", "--force", web);
            await ContainerEngine.RunAsync(
                "run", "--rm", "--user", "1654:1654", "--volume", $"{volume}:/home/app/data", "--entrypoint", "/bin/sh", $"{ContainerEngine.Image}:{ContainerEngine.Tag}",
                "-c", "echo kept > /home/app/data/file");
        }
        finally
        {
            await ContainerEngine.TryRunAsync("rm", "--force", web);
            await ContainerEngine.TryRunAsync("volume", "rm", "--force", volume);
        }
    }

    [Fact]
    public async Task Image_WithACollector_SendsTracesMetricsAndLogs()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        var web = await RunAsync("--env", $"OTEL_EXPORTER_OTLP_ENDPOINT={collector.Url}", "--env", "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf");
        try
        {
            using var client = new HttpClient();
            await client.GetStringAsync(new Uri(await EchoAsync(web), "/seen/by/the/collector"), Cancel);
            await ContainerEngine.RunAsync("stop", web);
            Assert.Contains("/seen/by/the/collector", collector.Posted("/v1/traces"), StringComparison.Ordinal);
            Assert.Contains("http.server.request.duration", collector.Posted("/v1/metrics"), StringComparison.Ordinal);
            Assert.Contains("dotnet.gc.collections", collector.Posted("/v1/metrics"), StringComparison.Ordinal);
            Assert.Contains("Now listening on", collector.Posted("/v1/logs"), StringComparison.Ordinal);
        }
        finally
        {
            await ContainerEngine.TryRunAsync("rm", "--force", web);
        }
    }

    [Fact]
    public async Task Image_WithACollectorBehindTls_TrustsWhomItIsToldToAndTheAuthoritiesOfItsBase()
    {
        using var directory = new TemporaryDirectory();
        var authority = new TestAuthority(directory);
        await using var collector = await OtlpReceiver.StartAsync(authority: authority);
        var web = await RunAsync(
            "--volume", $"{authority.AuthorityFile}:/authority.pem:ro", "--env", "SSL_CERT_FILE=/authority.pem",
            "--env", $"OTEL_EXPORTER_OTLP_ENDPOINT={collector.Url}", "--env", "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf");
        try
        {
            using var client = new HttpClient();
            await client.GetStringAsync(new Uri(await EchoAsync(web), "/over/tls"), Cancel);
            await ContainerEngine.RunAsync("stop", web);
            Assert.Contains("/over/tls", collector.Posted("/v1/traces"), StringComparison.Ordinal);

            var bundle = Path.Combine(directory.Path, "bundle.crt");
            await ContainerEngine.RunAsync("cp", $"{web}:/etc/ssl/certs/ca-certificates.crt", bundle);
            Assert.Contains("-----BEGIN CERTIFICATE-----", await File.ReadAllTextAsync(bundle, Cancel), StringComparison.Ordinal);
        }
        finally
        {
            await ContainerEngine.TryRunAsync("rm", "--force", web);
        }
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Image_GivenACompressedBodyInAnOldCharset_DecodesIt(string encoding)
    {
        var web = await RunAsync();
        try
        {
            using var compressed = new MemoryStream();
            using (Stream compress = encoding switch
            {
                "br" => new BrotliStream(compressed, CompressionMode.Compress, leaveOpen: true),
                "gzip" => new GZipStream(compressed, CompressionMode.Compress, leaveOpen: true),
                _ => new ZLibStream(compressed, CompressionMode.Compress, leaveOpen: true),
            })
            {
                // "日本" in Shift_JIS
                compress.Write([0x93, 0xFA, 0x96, 0x7B]);
            }

            using var client = new HttpClient();
            using var content = new ByteArrayContent(compressed.ToArray());
            content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/plain; charset=shift_jis");
            content.Headers.ContentEncoding.Add(encoding);
            using var answer = await client.PostAsync(await EchoAsync(web), content, Cancel);
            using var echo = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(Cancel));
            Assert.Contains("日本", Texts(echo.RootElement.GetProperty("body")));
        }
        finally
        {
            await ContainerEngine.TryRunAsync("rm", "--force", web);
        }
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Texts(member.Value)),
        JsonValueKind.String => [element.GetString()!],
        _ => [],
    };

    /// <summary>In the network of this machine, on free ports, so that it reaches the collector.</summary>
    private async Task<string> RunAsync(params string[] options) =>
        await ContainerEngine.RunAsync(["run", "--detach", .. _hardened, "--network", "host", "--env", "ECHO_PORT=0", "--env", "PAGES_PORT=0", "--env", "Listen=loopback", .. options, await image.ReferenceAsync()]);

    private static async Task<Uri> EchoAsync(string web)
    {
        var line = Match.Empty;
        await Eventually.TrueAsync(async () => (line = EchoLine().Match(await ContainerEngine.TryRunAsync("logs", web))).Success, "the container says where it listens");
        return new Uri(line.Groups["url"].Value);
    }

    private static async Task<Uri> UrlAsync(string web, int port, string path)
    {
        var published = await ContainerEngine.RunAsync("port", web, $"{port}/tcp");
        return new Uri($"http://{published.Split('\n')[0]}{path}");
    }

    private static string Compose(string web) => $"""
        services:
          store:
            image: "{ContainerEngine.Image}:{ContainerEngine.Tag}"
            environment:
              POSTGRES_PASSWORD: "secret"
            healthcheck:
              test: ["CMD", "pg_isready", "-U", "postgres", "-h", "127.0.0.1"]
              interval: "1s"
              retries: 30
          web:
            image: "{web}"
            environment:
              Access__Token: "of-the-tests-token"
              Redaction__FingerprintKey: "of-the-tests-fingerprint-key"
              Bins__orders__Raw: "false"
              ConnectionStrings__store: "Host=store;Username=postgres;Password=secret;Database=postgres"
            ports:
              - "127.0.0.1::6000"
              - "127.0.0.1::5000"
            read_only: true
            tmpfs: ["/tmp"]
            cap_drop: ["ALL"]
            security_opt: ["no-new-privileges"]
            healthcheck:
              test: ["CMD", "/home/app/EchoApp.Web", "healthcheck"]
              interval: "1s"
              retries: 30
            depends_on:
              store:
                condition: "service_healthy"
        """;

    [GeneratedRegex(@"Echo listening on: (?<url>http://127[^\s,]+)")]
    private static partial Regex EchoLine();
}
