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
        Assert.Equal(["/b/orders/hello?from=EchoApp"], Targets(page));
    }

    [Fact]
    public async Task SendOneNow_WhereEveryAddressIsListenedOn_Arrives()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(("Listen", "any"));
        using var browser = new InspectorClient(web.Process);
        Assert.Equal((HttpStatusCode.SeeOther, "/inspect/orders?sent=200"), await browser.PostAsync("orders/send"));
        Assert.Equal(["/b/orders/hello?from=EchoApp"], Targets(await browser.GetAsync("orders")));
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
        var page = await browser.GetAsync("orders?q=method:GET");
        Assert.DoesNotContain(">Newest</a>", page, StringComparison.Ordinal);
        var targets = Targets(page).ToList();

        // On a machine that is busy a page may have fewer than a hundred.
        while (Older().Match(page) is { Success: true } older)
        {
            page = await browser.GetAsync(older.Groups["path"].Value);
            Assert.Contains("href=\"/inspect/orders?q=method%3AGET\">Newest</a>", page, StringComparison.Ordinal);
            Assert.InRange(Targets(page).Count(), 0, 100);
            targets.AddRange(Targets(page));
        }

        Assert.Equal(Enumerable.Range(0, 103).Reverse().Select(i => $"/b/orders/{i}"), targets);
        Assert.Contains(">Newest</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_BehindACursor_AreAPartOfAPage()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        for (var i = 0; i < 102; i++)
        {
            using var sent = await web.Echo.GetAsync($"/b/orders/{i}", Cancellation);
        }

        using var browser = new InspectorClient(web.Process);
        var page = await browser.GetAsync("orders?q=method:GET");
        var targets = Targets(page).ToList();
        for (var next = Next().Match(page); next.Success; next = Next().Match(page))
        {
            page = await browser.GetAsync($"orders/-rows?q=method:GET&cursor={next.Groups["cursor"].Value}");
            Assert.StartsWith("<ol class=\"rows\" data-next=\"", page, StringComparison.Ordinal);
            targets.AddRange(Targets(page));
        }

        Assert.Equal(Enumerable.Range(0, 102).Reverse().Select(i => $"/b/orders/{i}"), targets);
        Assert.Contains("?q=method%3AGET\" data-open", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, await browser.StatusAsync("orders/-rows?q=colour:red"));
    }

    /// <summary>What a page asks for once it is there is asked of the bin that it shows.</summary>
    [Fact]
    public async Task Rows_OfABinThatWasDeletedAndMadeAgain_AreNotThoseOfThePage()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await web.SendAsync(HttpMethod.Post, "bins", """{"name":"again"}""");
        using var browser = new InspectorClient(web.Process);
        var page = await browser.GetAsync("again");
        string[] parts = [PartOf(page, "rows"), PartOf(page, "live")];
        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync(parts[0]));

        await web.SendAsync(HttpMethod.Delete, "bins/again");
        await web.SendAsync(HttpMethod.Post, "bins", """{"name":"again"}""");

        foreach (var part in parts)
        {
            Assert.Equal(HttpStatusCode.NotFound, await browser.StatusAsync(part));
        }

        Assert.Equal(HttpStatusCode.OK, await browser.StatusAsync(PartOf(await browser.GetAsync("again"), "rows")));

        static string PartOf(string page, string name) => page.Split($" data-{name}=\"")[1].Split('"')[0].Replace("&amp;", "&", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_OfARequest_SaysWhoSentItAndWhatIsOdd()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await web.ExchangeAsync("POST /b/orders/%zz HTTP/1.1\r\nHost: a\r\nX-GitHub-Event: push\r\nContent-Length: 1200\r\nConnection: close\r\n\r\n" + new string('a', 1200));
        using var browser = new InspectorClient(web.Process);
        var page = await browser.GetAsync("orders");
        Assert.Contains("<b>POST</b>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"badge provider\">GitHub push</span><span class=\"badge warn\">1 odd</span>", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"number status-2\">200</span> <span class=\"number size\">1.2 kB</span>", page, StringComparison.Ordinal);
    }

    /// <summary>By what was there when the page was read, and by the id of the last that was told.</summary>
    [Fact]
    public async Task Arrivals_OfWhatIsAskedFor_AreRowsAndGoOnWhereTheyWere()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var browser = new InspectorClient(web.Process);
        var after = After().Match(await browser.GetAsync("orders?q=method:PUT")).Groups["cursor"].Value;
        foreach (var path in (string[])["1", "2"])
        {
            using var sent = await web.Echo.PutAsync($"/b/orders/{path}", content: null, Cancellation);
            using var other = await web.Echo.GetAsync($"/b/orders/{path}", Cancellation);
        }

        var (row, id) = await FirstAsync(browser, $"orders/-live?q=method:PUT&after={after}", lastId: null);
        Assert.Equal(["/b/orders/1"], Targets(row));
        Assert.Equal(["/b/orders/2"], Targets((await FirstAsync(browser, $"orders/-live?q=method:PUT&after={after}", id)).Row));
        Assert.Equal(HttpStatusCode.BadRequest, await browser.StatusAsync("orders/-live?after=7"));
        Assert.Equal(HttpStatusCode.NotFound, await browser.StatusAsync("nothing/-live"));
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
    [InlineData("?cleared=1&undo=\"><b>&until=99999999999")]
    [InlineData("?restored=<b>")]
    public async Task Note_ThatSomebodyElseHasWritten_IsNotShown(string note)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var browser = new InspectorClient(web.Process);
        Assert.DoesNotContain("data-said", await browser.GetAsync($"orders{note}"), StringComparison.Ordinal);
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
        Assert.Contains("<span class=\"soft\">/b/orders</span>/&quot;&gt;&lt;img/src=x&gt;?&lt;script&gt;</span>", page, StringComparison.Ordinal);
        Assert.Contains("value=\"-path:&quot;&lt;b&gt;&quot;\"", page, StringComparison.Ordinal);
    }

    private static async Task<(string Row, string Id)> FirstAsync(InspectorClient browser, string path, string? lastId)
    {
        using var stream = await browser.FollowAsync(path, lastId);
        var row = "";
        while (await stream.ReadLineAsync(Cancellation) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                row += line[6..];
            }
            else if (line.StartsWith("id: ", StringComparison.Ordinal) && row is not "")
            {
                return (row, line[4..]);
            }
        }

        throw new InvalidOperationException("The stream has ended.");
    }

    private static IEnumerable<string> Targets(string page) => Target().Matches(page).Select(match => match.Groups["start"].Value + match.Groups["end"].Value);

    [GeneratedRegex("class=\"target\"><span class=\"soft\">(?<start>[^<]*)</span>(?<end>[^<]*)</span>")]
    private static partial Regex Target();

    [GeneratedRegex("href=\"(?<path>[^\"]+)\" rel=\"next\">Older</a>")]
    private static partial Regex Older();

    [GeneratedRegex("data-next=\"(?<cursor>[^\"]+)\"")]
    private static partial Regex Next();

    [GeneratedRegex("data-after=\"(?<cursor>[^\"]+)\"")]
    private static partial Regex After();
}
