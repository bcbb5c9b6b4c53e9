using System.Net;
using EchoApp.Tests.Http;
using Xunit;

namespace EchoApp.Tests.Web.Bins;

/// <summary>How much is taken: in a second, and in all.</summary>
public sealed class BinLimitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_BeyondWhatABinTakesInASecond_AreRefusedAndNotKept()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(("Capture__MaxRequestsPerSecond", "2"), ("Bins__others__Raw", "false"));
        var taken = 0;
        HttpResponseMessage? refused = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var answer = await web.Echo.PostAsync("/b/orders", new StringContent("hi"), Cancellation);
                taken += answer.IsSuccessStatusCode ? 1 : 0;
                refused = answer.IsSuccessStatusCode ? null : answer;
                return refused is not null;
            },
            "one is refused");

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)), (refused!.StatusCode, refused.Headers.RetryAfter?.Delta));
        Assert.Contains("Not stored, and to be sent again. The bin orders takes no more in this second: Capture__MaxRequestsPerSecond.", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        using var other = await web.Echo.PostAsync("/b/others", new StringContent("hi"), Cancellation);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        await Eventually.TrueAsync(
            async () =>
            {
                using var answer = await web.Echo.PostAsync("/b/orders", new StringContent("hi"), Cancellation);
                taken += answer.IsSuccessStatusCode ? 1 : 0;
                return answer.IsSuccessStatusCode;
            },
            "one is taken in another second");
        Assert.Equal(taken, (await web.RequestsAsync()).Count);
        refused.Dispose();
    }

    [Fact]
    public async Task Store_ThatHoldsAsMuchAsItMay_TakesNoMoreUntilSomethingIsDeleted()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(("Data__MaxBytes", "1"), ("Retention__TotalBytes", "0"));
        Assert.Equal(200, (await PostAsync(web)).Status);

        var refused = await PostAsync(web);

        Assert.Equal((503, "5"), (refused.Status, refused.Header("Retry-After")));
        Assert.Equal("Not stored, and to be sent again. The store is full: it holds as much as Data__MaxBytes allows. Requests are to be deleted, or that is to be raised.", refused.Json.GetProperty("detail").GetString());
        using var health = await web.Api.GetAsync("/health", Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Single(await web.RequestsAsync());
        Assert.Equal(200, (await web.ExchangeAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n")).Status);
        await web.SendAsync(HttpMethod.Delete, "bins/orders/requests");
        Assert.Equal(200, (await PostAsync(web)).Status);
    }

    private static Task<RawResponse> PostAsync(BinnedWeb web) => web.ExchangeAsync("POST /b/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
}
