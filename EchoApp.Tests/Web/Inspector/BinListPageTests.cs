using System.Net;
using System.Text;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Inspector;

public sealed class BinListPageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_OfBins_TellsWhatTheyAnswerHoldAndKeep()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(("Retention__Requests", "1234567"));
        await web.SendAsync(HttpMethod.Post, "bins", """{"name":"flaky","raw":true,"script":{"steps":[{"times":2,"response":{"status":503}},{"response":{"status":200}}]},"retention":{"requests":0,"age":"7d","bytes":2500000}}""");
        using var sent = await web.Echo.GetAsync("/b/orders", Cancellation);
        using var browser = new InspectorClient(web.Process);

        var page = await browser.GetAsync("/inspect");

        Assert.Contains("<a href=\"/inspect/flaky\">flaky</a><span class=\"badge warn\"", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"wide\">503 ×2, then 200</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"wide\">7d, 2.5 MB</td>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/inspect/orders\">orders</a><span class=\"badge\"", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">1</td>", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"wide\">1,234,567</td>", page, StringComparison.Ordinal);
        Assert.Matches("""<td><time datetime="\d{4}-\d\d-\d\dT[0-9:.]+Z" title="\d{4}-\d\d-\d\d [0-9:]+ UTC">""", page);
        Assert.Contains("<span class=\"soft\">never</span>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bin_Created_IsThereAndItsPageTeaches()
    {
        await using var web = await BinnedWeb.StartAsync(("ECHO_URL", "https://hooks.example"));
        using var browser = new InspectorClient(web.Process);

        Assert.Equal((HttpStatusCode.SeeOther, "/inspect/orders"), await browser.PostAsync("/inspect", ("name", " orders ")));

        var page = await browser.GetAsync("orders");
        Assert.Contains("curl -H 'Content-Type: application/json' -d '{\"hello\": \"world\"}' https://hooks.example/b/orders\n", page, StringComparison.Ordinal);
        Assert.Contains("Invoke-RestMethod https://hooks.example/b/orders -Method Post ", page, StringComparison.Ordinal);
        Assert.Contains("POST https://hooks.example/b/orders\nContent-Type: application/json\n\n{\"hello\": \"world\"}\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bin_WithoutAName_GetsOneThatNobodyGuesses()
    {
        await using var web = await BinnedWeb.StartAsync();
        using var browser = new InspectorClient(web.Process);
        var (status, path) = await browser.PostAsync("/inspect", ("name", ""));
        Assert.Equal(HttpStatusCode.SeeOther, status);
        Assert.Matches("^/inspect/[a-z2-7]{26}$", path);
    }

    [Theory]
    [InlineData("orders", HttpStatusCode.Conflict, "There is a bin orders already.")]
    [InlineData("Two Words", HttpStatusCode.BadRequest, "A bin's name has 1 to 64 lower-case letters")]
    [InlineData("-live", HttpStatusCode.BadRequest, "A bin's name has 1 to 64 lower-case letters")]
    public async Task Bin_ThatCannotBe_IsRefusedAndItsNameStaysInTheField(string name, HttpStatusCode expected, string reason)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var browser = new InspectorClient(web.Process);
        var (status, page) = await browser.PostAsync("/inspect", ("name", name));
        Assert.Equal(expected, status);
        Assert.Contains($"<p class=\"trouble\" role=\"alert\">{reason}", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{name}\"", page, StringComparison.Ordinal);
        Assert.Contains("aria-labelledby=\"new-bin-title\" open", page, StringComparison.Ordinal);
    }

    /// <summary>What must be there soon has no script that does nothing there.</summary>
    [Fact]
    public async Task Htmx_IsLoadedByThePagesThatUseIt()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var browser = new InspectorClient(web.Process);
        Assert.Contains("/htmx.js", await browser.GetAsync("/inspect"), StringComparison.Ordinal);
        Assert.Contains("/htmx.js", await browser.GetAsync("orders/settings"), StringComparison.Ordinal);
        Assert.DoesNotContain("htmx", await browser.GetAsync("orders"), StringComparison.Ordinal);
    }

    /// <summary>By a link, for browsers without scripts too.</summary>
    [Fact]
    public async Task Dialog_OfANewBin_HasAnAddress()
    {
        await using var web = await BinnedWeb.StartAsync();
        using var browser = new InspectorClient(web.Process);
        Assert.Contains("href=\"/inspect?new\"", await browser.GetAsync("/inspect"), StringComparison.Ordinal);
        Assert.Contains("aria-labelledby=\"new-bin-title\" open", await browser.GetAsync("/inspect?new"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_OfTheList_TellsEveryChangeAndWhoComesAgainOnlyWhatIsNew()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var browser = new InspectorClient(web.Process);
        using var stream = await browser.FollowAsync("-live");
        var (rows, _) = await NextAsync(stream);
        Assert.Contains("<tr id=\"bin-orders\">", rows, StringComparison.Ordinal);
        Assert.Contains("<td class=\"number\">0</td>", rows, StringComparison.Ordinal);

        using var sent = await web.Echo.GetAsync("/b/orders", Cancellation);
        var (changed, id) = await NextAsync(stream);
        Assert.Contains("<td class=\"number\">1</td>", changed, StringComparison.Ordinal);

        using var resumed = await browser.FollowAsync("-live", id);
        await web.SendAsync(HttpMethod.Post, "bins", """{"name":"made"}""");
        Assert.Contains("<tr id=\"bin-made\">", (await NextAsync(resumed)).Data, StringComparison.Ordinal);
    }

    /// <summary>The next event that has data.</summary>
    private static async Task<(string Data, string Id)> NextAsync(StreamReader stream)
    {
        var data = new StringBuilder();
        for (var id = ""; ;)
        {
            var line = await stream.ReadLineAsync(Cancellation).AsTask().WaitAsync(Eventually.Deadline, Cancellation) ?? throw new InvalidOperationException("The stream has ended.");
            if (line is "" && data.Length > 0)
            {
                return (data.ToString(), id);
            }

            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                data.AppendLine(line[6..]);
            }

            id = line.StartsWith("id: ", StringComparison.Ordinal) ? line[4..] : id;
        }
    }
}
