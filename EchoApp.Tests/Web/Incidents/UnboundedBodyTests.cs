using System.Net;
using EchoApp.Tests.Http;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Incidents;

/// <summary>
/// Bodies read whole before anybody looks at their length (Mailpit GHSA-fpxj-m5q8-fphw, GHSA-28pq-6qxg-wg5r; webhook-tester checks the size after reading
/// all). The process has a heap that what is sent does not fit.
/// </summary>
public sealed class UnboundedBodyTests
{
    private const int Heap = 96 * 1024 * 1024;
    private const int Body = 40 * 1024 * 1024;
    private const int Senders = 12;

    private static readonly (string Name, string Value) _smallHeap = ("DOTNET_GCHeapHardLimit", $"{Heap:x}");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bodies_ThatAreMoreThanThereIsMemoryFor_AreKeptToTheirLimit()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(_smallHeap, ("Echo__MemoryBudget", "16777216"));

        var statuses = await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendAsync(web)));

        Assert.All(statuses, status => Assert.Contains(status, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable]));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(web));
        foreach (var request in await web.RequestsAsync())
        {
            Assert.Equal(Body, request!["bodyLength"]!.GetValue<long>());
            Assert.InRange((await web.GetBytesAsync($"bins/orders/requests/{request["id"]}/body")).Length, 0, 1024 * 1024);
        }

        Assert.Equal(statuses.Count(status => status == HttpStatusCode.OK) + 1, (await web.RequestsAsync()).Count);
        Assert.Empty(web.Process.Faults);
    }

    [Theory]
    [InlineData("POST", "bins", true)]
    [InlineData("POST", "bins", false)]
    [InlineData("PATCH", "bins/orders", true)]
    [InlineData("PATCH", "bins/orders", false)]
    public async Task Api_SentMoreThanItTakes_SaysSoWithoutReadingIt(string method, string path, bool isChunked)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await using var connection = await RawHttp.ConnectAsync(web.Process.Pages.OnLoopback(), Cancellation);
        var framing = isChunked ? "Transfer-Encoding: chunked" : $"Content-Length: {Body}";
        await connection.SendAsync($"{method} /api/{path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {BinnedWeb.Token}\r\n{framing}\r\n\r\n", Cancellation);
        if (isChunked)
        {
            await connection.SendAsync($"80000\r\n{{\"name\":\"{new string('a', 0x80000 - 9)}", Cancellation);
        }

        Assert.Equal(413, (await connection.ReceiveAsync(isHead: false, Cancellation)).Status);
        Assert.Empty(web.Process.Faults);
    }

    [Theory]
    [InlineData("bins", "{\"name\":")]
    [InlineData("bins", "[")]
    [InlineData("bins/orders", "{\"response\":")]
    public async Task Api_SentJsonThatIsDeep_RefusesIt(string path, string opening)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        var (status, _) = await web.SendAsync(path == "bins" ? HttpMethod.Post : HttpMethod.Patch, path, string.Concat(Enumerable.Repeat(opening, 10_000)));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Empty(web.Process.Faults);
    }

    /// <summary>What a bin answers is bounded too.</summary>
    [Theory]
    [InlineData("{\"response\":{\"body\":\"BODY\"}}", 200_000)]
    [InlineData("{\"cors\":\"https://BODY.example\"}", 200_000)]
    public async Task Settings_OfGreatLength_AreRefused(string settings, int length)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        var (status, _) = await web.SendAsync(HttpMethod.Patch, "bins/orders", settings.Replace("BODY", new string('a', length), StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    private static async Task<HttpStatusCode> SendAsync(BinnedWeb web)
    {
        using var content = new StreamContent(new ZeroStream(Body));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/b/orders") { Content = content, Headers = { TransferEncodingChunked = true } };
        using var response = await web.Echo.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        return response.StatusCode;
    }
}
