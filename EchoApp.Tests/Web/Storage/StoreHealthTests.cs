using System.Net;
using System.Net.Sockets;
using Xunit;

namespace EchoApp.Tests.Web.Storage;

public sealed class StoreHealthTests
{
    private const string Secret = "hush-hush";
    private static readonly (string Name, string Value) _token = ("Access__Token", "of-the-tests-token");
    private static readonly (string Name, string Value) _key = ("Redaction__FingerprintKey", "of-the-tests-fingerprint-key");

    [Fact]
    public async Task Health_WithoutAConnectionString_ReportsTheEmbeddedStore()
    {
        await using var web = await WebProcess.StartAsync();

        var (status, text) = await GetAsync(web.Pages, "/health");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.StartsWith("Healthy\nstore: Healthy, embedded\nmemory: Healthy, ", text, StringComparison.Ordinal);
        Assert.Contains(" bytes may be held: requests hold 0, ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_WhenPostgresIsNotThere_SaysSoOnceInTheLogAndTheEchoGoesOn()
    {
        var port = ClosedPort();
        await using var web = await WebProcess.StartAsync(_token, _key, ("ConnectionStrings__store", $"Host=127.0.0.1;Port={port};Username=echoapp;Password={Secret};Database=echoapp"));

        await GetAsync(web.Pages, "/health");
        var (status, text) = await GetAsync(web.Pages, "/health");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.StartsWith("Unhealthy\nstore: Unhealthy, it does not answer as it should\nmemory: Healthy, ", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(web.Pages, "/alive")).Status);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(web.Echo, "/")).Status);
        Assert.Equal(0, await web.StopAsync());
        Assert.Single(web.Output.Split('\n'), line => line.Contains($"Failed to connect to 127.0.0.1:{port}", StringComparison.Ordinal));
        Assert.DoesNotContain(Secret, web.Output + web.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(";Timeout=60")]
    public async Task Health_WhenPostgresTakesTheConnectionAndSaysNothing_IsUnhealthyInTime(string more)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var port = ((IPEndPoint)silent.LocalEndpoint).Port;
        await using var web = await WebProcess.StartAsync(_token, _key, ("ConnectionStrings__store", $"Host=127.0.0.1;Port={port};Username=echoapp{more}"));
        await using var check = WebProcess.Launch(["healthcheck"], ("PAGES_PORT", $"{web.Pages.Port}"));

        Assert.Equal(1, await check.WaitForExitAsync());
        Assert.Contains("answered HTTP/1.1 503", check.Error, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => web.Output.Contains("The store does not answer as it should: ", StringComparison.Ordinal), "the log says why");
    }

    [Theory]
    [InlineData("Username=echoapp;Password=" + Secret, "it names no Host")]
    [InlineData("Hots=localhost;Password=" + Secret, "Couldn't set hots")]
    [InlineData(Secret, "Format of the initialization string does not conform")]
    [InlineData("Host=localhost;Port=many;Password=" + Secret, "Couldn't set port")]
    [InlineData("Host=localhost;Maximum Pool Size=3;Password=" + Secret, "with Maximum Pool Size=3 too little is left beside those that store requests and sweep; it must be at least 4")]
    [InlineData("Host=localhost;Multiplexing=true;Password=" + Secret, "Multiplexing=true takes no transactions")]
    public async Task Start_WithABrokenConnectionString_EndsWithOneLineThatNamesTheVariable(string connectionString, string reason)
    {
        await using var web = WebProcess.Launch([], ("ConnectionStrings__store", connectionString));

        Assert.Equal(1, await web.WaitForExitAsync());
        var line = Assert.Single(web.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith($"ConnectionStrings__store is no connection string of PostgreSQL: {reason}", line, StringComparison.Ordinal);
        Assert.EndsWith("For example Host=localhost;Port=5432;Username=echoapp;Password=…;Database=echoapp", line, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, web.Output + web.Error, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Text)> GetAsync(Uri server, string path)
    {
        using var client = new HttpClient();
        using var response = await client.GetAsync(new Uri(server, path), TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
