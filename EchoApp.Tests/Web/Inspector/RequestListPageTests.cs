using System.Net;
using System.Text.RegularExpressions;
using EchoApp.Tests.ServiceDefaults;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Inspector;

public sealed partial class RequestListPageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task SendOneNow_ToABin_IsCapturedAndSaid(string listen)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(("Listen", listen));
        using var browser = new InspectorClient(web.Process);

        var (status, path) = await browser.PostAsync("orders/send");

        Assert.Equal((HttpStatusCode.SeeOther, "/inspect/orders?sent=200"), (status, path));
        var request = await web.OnlyRequestAsync();
        Assert.Equal("POST", (string?)request["method"]);
        Assert.Equal("application/json; charset=utf-8", (string?)request["contentType"]);
        var page = await browser.GetAsync(path);
        Assert.Contains("<p>Sent. It was answered 200.</p>", page, StringComparison.Ordinal);
        Assert.Contains(">/b/orders/hello?from=EchoApp</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendOneNow_WhereEveryAddressIsListenedOn_Arrives()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(("Listen", "any"));
        using var browser = new InspectorClient(web.Process);
        Assert.Equal((HttpStatusCode.SeeOther, "/inspect/orders?sent=200"), await browser.PostAsync("orders/send"));
        Assert.Contains(">/b/orders/hello?from=EchoApp</a>", await browser.GetAsync("orders"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendOneNow_ToABinThatTakesItsTime_DoesNotWaitForIt()
    {
        await using var web = await BinnedWeb.StartAsync();
        await web.SendAsync(HttpMethod.Post, "bins", """{"name":"slow","response":{"status":202,"delay":30}}""");
        using var browser = new InspectorClient(web.Process);
        Assert.Equal((HttpStatusCode.SeeOther, "/inspect/slow?sent=waiting"), await browser.PostAsync("slow/send"));
        Assert.Single(await web.RequestsAsync("slow"));
    }

    [Fact]
    public async Task List_OfManyRequests_GoesOnFromPageToPage()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        for (var i = 0; i < 103; i++)
        {
            using var sent = await web.Echo.GetAsync($"/b/orders/{i}", Cancellation);
        }

        using var browser = new InspectorClient(web.Process);
        var first = await browser.GetAsync("orders?q=method:GET");
        Assert.Equal(Enumerable.Range(3, 100).Reverse().Select(i => $"/b/orders/{i}"), Targets(first));
        Assert.DoesNotContain(">Newest</a>", first, StringComparison.Ordinal);

        var second = await browser.GetAsync(Older().Match(first).Groups["path"].Value);
        Assert.Equal(["/b/orders/2", "/b/orders/1", "/b/orders/0"], Targets(second));
        Assert.Contains("href=\"/inspect/orders?q=method%3AGET\">Newest</a>", second, StringComparison.Ordinal);
        Assert.DoesNotContain(">Older</a>", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_ThatIsNone_SaysWhereAndStaysInTheField()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var sent = await web.Echo.GetAsync("/b/orders", Cancellation);
        using var browser = new InspectorClient(web.Process);
        var page = await browser.GetAsync("orders?q=colour:red");
        Assert.Contains("value=\"colour:red\"", page, StringComparison.Ordinal);
        Assert.Contains("class=\"trouble\" role=\"alert\">q, at character 1: ", page, StringComparison.Ordinal);
        Assert.Contains("There is no such request.", await browser.GetAsync("orders?q=method:PUT"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("Not A Name")]
    public async Task Bin_ThatIsNotThere_IsSaidToBeNone(string bin)
    {
        await using var web = await BinnedWeb.StartAsync();
        using var browser = new InspectorClient(web.Process);
        Assert.Equal(HttpStatusCode.NotFound, await browser.StatusAsync(bin));
        Assert.Equal(HttpStatusCode.NotFound, await browser.StatusAsync($"{bin}/settings"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"{bin}/send")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"{bin}/clear")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"{bin}/delete", ("name", bin))).Status);
    }

    [Theory]
    [InlineData("?sent=<b>1</b>")]
    [InlineData("?cleared=<b>1</b>&undo=x")]
    [InlineData("?cleared=1&undo=\"><b>")]
    [InlineData("?restored=<b>")]
    public async Task Note_ThatSomebodyElseHasWritten_IsNotShown(string note)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var browser = new InspectorClient(web.Process);
        Assert.DoesNotContain("<b>", await browser.GetAsync($"orders{note}"), StringComparison.Ordinal);
    }

    /// <summary>What people look for may be a secret.</summary>
    [Fact]
    public async Task Query_InATrace_IsLeftOut()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        await using var web = await BinnedWeb.StartWithOrdersAsync(
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", OtlpReceiver.HttpProtobuf), ("OTEL_BSP_SCHEDULE_DELAY", "100"),
            ("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true"));
        using var browser = new InspectorClient(web.Process);
        await browser.GetAsync("orders?q=body:canary");
        await browser.GetAsync("orders?after");
        await Eventually.TrueAsync(() => collector.Posted("trace").Contains("?after", StringComparison.Ordinal), "the trace is there");
        Assert.DoesNotContain("canary", collector.Posted("trace") + collector.Posted("logs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Target_OfMarkup_IsShownAsText()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await web.ExchangeAsync("GET /b/orders/\"><img/src=x>?<script> HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        var page = System.Text.Encoding.UTF8.GetString(await web.GetBytesAsync("/inspect/orders?q=-path:%22%3Cb%3E%22"));
        Assert.Contains("/b/orders/&quot;&gt;&lt;img/src=x&gt;?&lt;script&gt;</a>", page, StringComparison.Ordinal);
        Assert.Contains("value=\"-path:&quot;&lt;b&gt;&quot;\"", page, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Targets(string page) => Target().Matches(page).Select(match => match.Groups["target"].Value);

    [GeneratedRegex("class=\"target\"><a href=\"[^\"]+\">(?<target>[^<]*)</a>")]
    private static partial Regex Target();

    [GeneratedRegex("href=\"(?<path>[^\"]+)\" rel=\"next\">Older</a>")]
    private static partial Regex Older();
}
