using System.Diagnostics;
using System.Globalization;
using System.Net;
using Xunit;

namespace EchoApp.Tests.Web.Replicas;

/// <summary>HAProxy before several webs, for the echo and for the pages: it passes bytes on, each connection to the next web in turn, and none to a web that is not healthy.</summary>
internal sealed class HaProxy : IAsyncDisposable
{
    private const string Executable = "/usr/sbin/haproxy";

    private readonly TemporaryDirectory _directory = new();
    private Process? _process;

    private HaProxy()
    {
    }

    public IPEndPoint Echo { get; } = new(IPAddress.Loopback, FreePort.Choose());

    public IPEndPoint Pages { get; } = new(IPAddress.Loopback, FreePort.Choose());

    /// <summary>Skips the test where it is not installed; with ECHOAPP_REQUIRE_CONTAINERS=1 that is a failure.</summary>
    public static void Require() => Assert.SkipUnless(
        File.Exists(Executable) || Environment.GetEnvironmentVariable("ECHOAPP_REQUIRE_CONTAINERS") == "1", $"There is no {Executable}. On Debian, eng/install-test-tools.sh installs it.");

    /// <summary>Starts it, and waits until it lets through to the pages.</summary>
    public static async Task<HaProxy> StartAsync(IReadOnlyList<WebProcess> webs)
    {
        var proxy = new HaProxy();
        try
        {
            var configuration = Path.Combine(proxy._directory.Path, "haproxy.cfg");
            await File.WriteAllTextAsync(configuration, proxy.Configure(webs));
            proxy._process = Process.Start(new ProcessStartInfo(Executable, ["-db", "-q", "-f", configuration]))
                ?? throw new InvalidOperationException("HAProxy did not start.");
            using var client = new HttpClient();
            await Eventually.TrueAsync(() => proxy.LetsThroughAsync(client), "HAProxy lets through");
            return proxy;
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _directory.Dispose();
    }

    /// <summary>As docs/store.md has it, but quicker to notice what is gone.</summary>
    private string Configure(IReadOnlyList<WebProcess> webs)
    {
        return $"""
            defaults
                mode tcp
                balance roundrobin
                timeout connect 2s
                timeout client 1h
                timeout server 1h
                option redispatch 1
                option httpchk GET /health
                http-check send hdr Host localhost
                default-server inter 100ms fall 2 rise 1 on-marked-down shutdown-sessions

            listen echo
                bind {Echo}
            {Servers(web => web.EchoEndPoints[0])}

            listen pages
                bind {Pages}
            {Servers(web => new IPEndPoint(IPAddress.Loopback, web.Pages.Port))}

            """;

        // The pages tell of both.
        string Servers(Func<WebProcess, IPEndPoint> endPoint) => string.Join(
            '\n', webs.Select((web, i) => string.Create(CultureInfo.InvariantCulture, $"    server web{i} {endPoint(web)} check port {web.Pages.Port}")));
    }

    private async Task<bool> LetsThroughAsync(HttpClient client)
    {
        try
        {
            using var response = await client.GetAsync(new Uri($"http://{Pages}/health"));
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
