using System.Net;
using System.Text;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Comparison;

public sealed class ComparisonApiTests
{
    private const string Nobody = "019ad0b2-8a63-7c2e-9b1f-0a1b2c3d4e5f";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Compare_OfTwoRequestsOfABin_TellsWhatDiffers()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        var left = await SendAsync(web, "orders", """{"total": 17, "password": "s3cret-s3cret"}""");
        var right = await SendAsync(web, "orders", """{"total": 17.0, "password": "s3cret-s3cret"}""");

        var comparison = await web.GetAsync($"bins/orders/requests/{left}/compare/{right}");

        Assert.Equal((left, right), ((string?)comparison["left"]!["id"], (string?)comparison["right"]!["id"]));
        Assert.Equal((true, false), ((bool)comparison["line"]!["same"]!, (bool)comparison["same"]!));
        Assert.Equal("json", (string?)comparison["body"]!["kind"]);
        Assert.Equal("""[{"pointer":"/total","difference":"changed","left":"17","right":"17.0","sameValue":true}]""", comparison["body"]!["json"]!.ToJsonString());
        Assert.True((bool)(await web.GetAsync($"bins/orders/requests/{left}/compare/{left}"))["same"]!);
    }

    [Fact]
    public async Task Compare_WithARequestOfAnotherBin_FindsItThere()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(("Bins__other__Raw", "false"));
        var left = await SendAsync(web, "orders", "a");
        var right = await SendAsync(web, "other", "b");

        var comparison = await web.GetAsync($"bins/orders/requests/{left}/compare/{right}?bin=other");

        Assert.Equal("/b/other", (string?)comparison["line"]!["target"]!["right"]);
        Assert.Equal("other", (string?)comparison["right"]!["bin"]);
    }

    [Fact]
    public async Task Compare_OfWhatIsNotThere_SaysWhich()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        var id = await SendAsync(web, "orders", "a");
        (string Path, string Detail)[] refusals =
        [
            ($"orders/requests/{Nobody}/compare/{id}", $"There is no request {Nobody} in the bin orders: it was deleted, or never there."),
            ($"orders/requests/{id}/compare/{Nobody}", $"There is no request {Nobody} in the bin orders: it was deleted, or never there."),
            ($"orders/requests/{id}/compare/none", "There is no request none in the bin orders: it was deleted, or never there."),
            ($"orders/requests/{id}/compare/{id}?bin=nothing", "There is no bin nothing. Create it: POST /api/bins with {\"name\": \"nothing\"}."),
            ($"nothing/requests/{id}/compare/{id}?bin=orders", "There is no bin nothing. Create it: POST /api/bins with {\"name\": \"nothing\"}."),
        ];
        foreach (var (path, detail) in refusals)
        {
            Assert.Equal((HttpStatusCode.NotFound, detail), await web.RefusalAsync(HttpMethod.Get, $"bins/{path}"));
        }
    }

    /// <returns>The id of the request.</returns>
    private static async Task<string> SendAsync(BinnedWeb web, string bin, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var sent = await web.Echo.PostAsync($"/b/{bin}", content, Cancellation);
        sent.EnsureSuccessStatusCode();
        return (string)(await web.RequestsAsync(bin))[0]!["id"]!;
    }
}
