using System.Net;
using System.Text;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Inspector;

public sealed class ComparePageTests
{
    private const string Hostile = "<script>alert(1)</script>";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_OfTwoRequests_ShowsWhatDiffersAndCountsTheRest()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var browser = new InspectorClient(web.Process);
        var left = await SendAsync(web, "?a=1&b=2", """{"total":17,"lines":[1,2]}""");
        var right = await SendAsync(web, "?a=2&b=2", """{"total":18,"lines":[0,1,2]}""");

        var page = await browser.GetAsync($"orders/{left}/compare/{right}");

        Assert.Contains($"href=\"/inspect/orders/{left}\">Left: orders</a>", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/inspect/orders/{right}\">Right: orders</a>", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/inspect/orders/{right}/compare/{left}\">Swap</a>", page, StringComparison.Ordinal);
        Assert.Contains("""<del><span class="status">removed: </span>17</del>""", page, StringComparison.Ordinal);
        Assert.Contains("""<ins><span class="status">added: </span>18</ins>""", page, StringComparison.Ordinal);
        Assert.Contains("/lines/0", page, StringComparison.Ordinal);
        Assert.Contains("1 the same", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">Host <", page, StringComparison.Ordinal);

        var all = await browser.GetAsync($"orders/{left}/compare/{right}?all");
        Assert.Contains("""<th scope="row">Host <span class="badge">same</span>""", all, StringComparison.Ordinal);
        Assert.Contains($"href=\"/inspect/orders/{left}/compare/{right}\">Only what differs</a>", all, StringComparison.Ordinal);
        Assert.DoesNotContain("1 the same", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfTheSameRequest_SaysThatNothingDiffers()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var browser = new InspectorClient(web.Process);
        var id = await SendAsync(web, "", "a\nb");

        var page = await browser.GetAsync($"orders/{id}/compare/{id}");

        Assert.Contains("""<p class="said" role="status">Nothing differs.</p>""", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<del>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<ins>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("""<table class="beside">""", page, StringComparison.Ordinal);
        Assert.Contains("""<table class="beside">""", await browser.GetAsync($"orders/{id}/compare/{id}?all"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfRequestsOfTwoBins_SwapsThem()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(("Bins__other__Raw", "false"));
        using var browser = new InspectorClient(web.Process);
        var left = await SendAsync(web, "", "a");
        var right = await SendAsync(web, "", "b", "other");

        var page = await browser.GetAsync($"orders/{left}/compare/{right}?bin=other&all");

        Assert.Contains($"href=\"/inspect/orders/{left}/compare/{right}?bin=other\">Only what differs</a>", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/inspect/other/{right}/compare/{left}?bin=orders&all=\">Swap</a>", page, StringComparison.Ordinal);
    }

    /// <summary>In every place where something shows that came from outside.</summary>
    [Theory]
    [InlineData("""{"<script>alert(1)</script>":"<script>alert(1)</script>"}""", """{"<script>alert(1)</script>":["<script>alert(1)</script>"]}""")]
    [InlineData("<script>alert(1)</script>\nx", "<script>alert(1)</script>\ny <script>alert(1)</script>")]
    public async Task Page_OfHostileRequests_EncodesThem(string leftBody, string rightBody)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        var left = await SendAsync(web, $"?{Hostile}={Hostile}", leftBody, header: Hostile);
        var right = await SendAsync(web, $"?{Hostile}=other{Hostile}", rightBody, header: "other" + Hostile);

        foreach (var query in (string[])["", "?all"])
        {
            var page = await web.Api.GetStringAsync($"/inspect/orders/{left}/compare/{right}{query}", Cancellation);
            Assert.DoesNotContain(Hostile, page, StringComparison.Ordinal);
            Assert.Contains("other&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Page_OfWhatCannotBeSeenOrIsRedacted_MarksIt()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var browser = new InspectorClient(web.Process);
        var left = await SendAsync(web, "?a=%00", """{"password":"s3cret"}""");
        var right = await SendAsync(web, "?a=%E2%80%AE", """{"password":"0ther"}""");

        var page = await browser.GetAsync($"orders/{left}/compare/{right}");

        Assert.Contains("""<span class="control">␀</span>""", page, StringComparison.Ordinal);
        Assert.Contains("""<span class="control">U+202E</span>""", page, StringComparison.Ordinal);
        Assert.Contains("""<mark class="redacted">redacted~6~""", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfARequestThatIsNotThere_IsNotFound()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var browser = new InspectorClient(web.Process);
        var id = await SendAsync(web, "", "a");
        Assert.Equal(HttpStatusCode.NotFound, await browser.StatusAsync($"orders/{id}/compare/{Guid.NewGuid()}"));
        Assert.Equal(HttpStatusCode.NotFound, await browser.StatusAsync($"nothing/{id}/compare/{id}"));
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync($"orders/{id}/compare/{id}"));
    }

    /// <returns>The id of the request.</returns>
    private static async Task<string> SendAsync(BinnedWeb web, string query, string body, string bin = "orders", string header = "1")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/b/{bin}{query}") { Content = new StringContent(body, Encoding.UTF8, "text/plain") };
        request.Headers.Add("X-Value", header);
        using var sent = await web.Echo.SendAsync(request, Cancellation);
        sent.EnsureSuccessStatusCode();
        return (string)(await web.RequestsAsync(bin))[0]!["id"]!;
    }
}
