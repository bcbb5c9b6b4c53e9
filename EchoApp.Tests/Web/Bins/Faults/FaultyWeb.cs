using System.Net;
using EchoApp.Tests.Http;
using EchoApp.Tests.Web.Live;
using Xunit;

namespace EchoApp.Tests.Web.Bins.Faults;

/// <summary>EchoApp.Web whose store has a fault for a while, who sends to it, and who follows it all the time.</summary>
internal sealed class FaultyWeb : IAsyncDisposable
{
    public const string Unhealthy = "Unhealthy\nstore: Unhealthy, it does not answer as it should\n";

    private readonly EventSource _source;
    private readonly List<string> _stored = [];
    private int _sent;

    private FaultyWeb(BinnedWeb web, EventSource source) => (Web, _source) = (web, source);

    public BinnedWeb Web { get; }

    public static async Task<FaultyWeb> StartAsync(params (string Name, string Value)[] environment)
    {
        var web = await BinnedWeb.StartWithOrdersAsync(environment);
        try
        {
            return new(web, await EventSource.StartAsync(web));
        }
        catch
        {
            await web.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a request, and notes it where it is stored.</summary>
    public async Task<RawResponse> SendAsync(int length = 100)
    {
        var path = $"/b/orders/{Interlocked.Increment(ref _sent)}";
        var answer = await Web.ExchangeAsync($"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n{new string('x', length)}");
        if (answer.Status == 200)
        {
            lock (_stored)
            {
                _stored.Add(path);
            }
        }

        return answer;
    }

    public async Task AssertStoresAsync()
    {
        var answer = await SendAsync();
        Assert.True(answer.Status == 200, answer.Text);
    }

    /// <summary>Who sends is told to come again, and why; the echo goes on.</summary>
    public async Task AssertRefusesAsync(string why) => await Task.WhenAll(AssertRefusesOneAsync(why), AssertEchoesAsync());

    public async Task AssertRefusesOneAsync(string why)
    {
        var answer = await SendAsync();
        Assert.Equal((503, "5", "application/problem+json"), (answer.Status, answer.Header("Retry-After"), answer.Header("Content-Type")?.Split(';')[0]));
        Assert.Equal($"Not stored, and to be sent again. {why}", answer.Json.GetProperty("detail").GetString());
    }

    /// <summary>Who looks through all that there is, is told why that cannot be.</summary>
    public async Task AssertReadersRefusedAsync(string why)
    {
        var (status, detail) = await Web.RefusalAsync(HttpMethod.Get, "bins/orders/requests?q=path:none");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, $"{why} /health tells when it is back."), (status, detail));
    }

    /// <summary>Unhealthy with these words, and the log says so once, with this in it.</summary>
    public async Task AssertUnhealthyAsync(string reason, string health = Unhealthy)
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.StartsWith(health, await Web.HealthAsync(), StringComparison.Ordinal);
        }

        await Eventually.TrueAsync(() => Lines("The store does not answer as it should").Any(line => line.Contains(reason, StringComparison.Ordinal)), $"the log says {reason}");
    }

    /// <summary>All goes on by itself: what was stored is there once, and who followed was told of all of it.</summary>
    public async Task AssertGoesOnAsync()
    {
        await Eventually.TrueAsync(async () => (await SendAsync()).Status == 200, "requests are stored again");
        await Eventually.TrueAsync(async () => (await Web.HealthAsync()).StartsWith("Healthy\n", StringComparison.Ordinal), "/health says so");
        await AssertStoresAsync();
        await AssertKeptAsync(Web);
        await _source.ToldAsync(_stored[^1]);
        Assert.Equal(_stored.Order(), _source.Paths.Order());
        Assert.Equal(1, _source.Connections);
        Assert.InRange(Lines("What is sent to bins is refused with 503").Count(), 1, 3);
    }

    /// <summary>What was stored is there, once, and nothing else.</summary>
    public async Task AssertKeptAsync(BinnedWeb web) => Assert.Equal(_stored.Order(), (await Durability.SenderLoad.ReadAllAsync(web)).Select(request => request.Path).Order());

    public IEnumerable<string> Lines(string part) => Web.Process.Output.Split('\n').Where(line => line.Contains(part, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await Web.DisposeAsync();
    }

    private async Task AssertEchoesAsync() => Assert.Equal(200, (await Web.ExchangeAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n")).Status);
}
