using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using EchoApp.Tests.Web.Bins;
using EchoApp.Tests.Web.Queries;
using Xunit;

namespace EchoApp.Tests.Web.Waiting;

public sealed class AwaitApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Await_ForWhatIsThere_IsAnsweredAtOnce()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await SendAsync(web, "paid/1", """{"id":1}""");
        await SendAsync(web, "paid/2", """{"id":2}""");
        await SendAsync(web, "paid/3", """{"id":3}""");

        var answer = await AwaitAsync(web, "path:paid", "count=2&timeout=5m");

        Assert.True(answer["satisfied"]!.GetValue<bool>());
        Assert.Equal(["/b/orders/paid/1", "/b/orders/paid/2"], Paths(answer));
        Assert.Equal("text/plain; charset=utf-8", answer["requests"]![0]!["headers"]!.AsArray().First(field => field![0]!.GetValue<string>() == "Content-Type")![1]!.GetValue<string>());
        Assert.Empty(answer["nearMisses"]!.AsArray());
        Assert.Equal(["/b/orders/paid/3"], Paths(await AwaitAsync(web, "path:paid", $"after={answer["position"]}")));
    }

    [Theory]
    [InlineData("path:paid")]
    [InlineData("json./order/id=17")]
    [InlineData("header.content-type=~`^text/` -method:GET body:17")]
    public async Task Await_ForWhatComes_IsAnsweredThen(string query)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(("Bins__other__Raw", "false"));
        var waiting = AwaitAsync(web, query, "count=2&timeout=60s");
        for (var i = 0; i < 2; i++)
        {
            await SendAsync(web, "else", """{"order":{"id":1}}""");
            await SendAsync(web, "paid", """{"order":{"id":17}}""", bin: "other");
            Assert.False(waiting.IsCompleted);
            await SendAsync(web, "paid", """{"order":{"id":17}}""");
        }

        var answer = await waiting;
        await SendAsync(web, "paid", """{"order":{"id":17}}""");

        Assert.True(answer["satisfied"]!.GetValue<bool>());
        Assert.Equal(["/b/orders/paid", "/b/orders/paid"], Paths(answer));
        Assert.Equal(["/b/orders/paid"], Paths(await AwaitAsync(web, query, $"after={answer["position"]}&timeout=0")));
    }

    [Fact]
    public async Task Await_InVain_TellsTheNearestAndWhatDiffered()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await SendAsync(web, "paid", """{"id":1,"status":"paid"}""");
        var marker = (await AwaitAsync(web, "", "count=0"))["position"]!;
        await SendAsync(web, "refused", """{"id":17,"status":"refused","lines":[1,2]}""", "application/json");
        await SendAsync(web, "paid?a=1", "status=paid&id=17", "application/x-www-form-urlencoded");
        await SendAsync(web, "other", "");

        var answer = await AwaitAsync(web, "method:POST path=/b/orders/paid json./id=17 json./lines/2:* (header.x-try:2 OR form.try>1)", $"timeout=0&after={marker}");

        Assert.False(answer["satisfied"]!.GetValue<bool>());
        Assert.Empty(answer["requests"]!.AsArray());
        Assert.Equal(
            """
            /b/orders/paid 2 of 5
              json./id=17 | json./id | - | The body is not JSON.
              json./lines/2:* | json./lines/2 | - | The body is not JSON.
              (header.x-try:2 OR form.try>1) | header.x-try | - | There is no such header.
              (header.x-try:2 OR form.try>1) | form.try | - | There are the fields: status, id.
            /b/orders/refused 2 of 5
              path=/b/orders/paid | path | /b/orders/refused | -
              json./lines/2:* | json./lines/2 | - | /lines has 2 elements.
              (header.x-try:2 OR form.try>1) | header.x-try | - | There is no such header.
              (header.x-try:2 OR form.try>1) | form.try | - | The body is not a form.
            /b/orders/other 1 of 5
              path=/b/orders/paid | path | /b/orders/other | -
              json./id=17 | json./id | - | There is no body.
              json./lines/2:* | json./lines/2 | - | There is no body.
              (header.x-try:2 OR form.try>1) | header.x-try | - | There is no such header.
              (header.x-try:2 OR form.try>1) | form.try | - | There is no body.

            """,
            Told(answer),
            ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("-method:POST", "method | POST | -")]
    [InlineData("status>=400", "status | 200 | -")]
    [InlineData("size:0", "size | 51 | -")]
    [InlineData("bin:other", "bin | orders | -")]
    [InlineData("type=text/plain", "header.content-type | application/json | -")]
    [InlineData("target:b=2", "target | /b/orders/paid?a=1&a=2 | -")]
    [InlineData("query.a>2", "query.a | 1, 2 | It is there 2 times.")]
    [InlineData("query.b=1", "query.b | - | There are the parameters: a.")]
    [InlineData("json./data/status=paid", "json./data/status | \"open\" | -")]
    [InlineData("json./data/statuses=paid", "json./data/statuses | - | /data has the members: status, total.")]
    [InlineData("json./data/status/0=paid", "json./data/status/0 | - | /data/status is \"open\".")]
    [InlineData("json./date=paid", "json./date | - | The body has the members: data, empty.")]
    [InlineData("json./empty/a=1", "json./empty/a | - | /empty has the members: none.")]
    [InlineData("json./data/total!=12.5", "json./data/total | 12.50 | -")]
    [InlineData("body=~^x", "body | {\"data\":{\"status\":\"open\",\"total\":12.50},\"empty\":{}} | -")]
    [InlineData("header:x-none", "header | - | Its head has 3 header lines: Host, Content-Type, Content-Length.")]
    [InlineData("age>1h", "age | - | What has just arrived has no age.")]
    [InlineData("(method:POST path:/nope)", "path | /b/orders/paid | -")]
    [InlineData("-(method:POST path:/paid)", "method | POST | -", "path | /b/orders/paid | -")]
    [InlineData("-(method:PUT OR path:/paid)", "path | /b/orders/paid | -")]
    [InlineData("paid2", "head | - | Its head has 3 header lines: Host, Content-Type, Content-Length.", "body | {\"data\":{\"status\":\"open\",\"total\":12.50},\"empty\":{}} | -")]
    public async Task Await_InVain_TellsWhatIsThereInstead(string query, params string[] differences)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await SendAsync(web, "paid?a=1&a=2", """{"data":{"status":"open","total":12.50},"empty":{}}""", "application/json");

        var answer = await AwaitAsync(web, query, "timeout=0");

        Assert.Equal($"/b/orders/paid 0 of 1\n{string.Concat(differences.Select(difference => $"  {query} | {difference}\n"))}", Told(answer));
    }

    [Fact]
    public async Task Await_InVainWithSome_GivesThoseAndMissesOfOthers()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        for (var i = 0; i < 6; i++)
        {
            await SendAsync(web, i % 2 == 0 ? "paid" : $"other/{i}", new string('x', 2000 * i));
        }

        var answer = await AwaitAsync(web, "path:paid body:yy OR path:paid", "count=4&timeout=10ms");

        Assert.False(answer["satisfied"]!.GetValue<bool>());
        Assert.Equal(3, Paths(answer).Count());
        Assert.Equal(["/b/orders/other/5", "/b/orders/other/3", "/b/orders/other/1"], answer["nearMisses"]!.AsArray().Select(miss => miss!["request"]!["path"]!.GetValue<string>()));
        Assert.All(answer["nearMisses"]!.AsArray(), miss => Assert.Equal("path:paid body:yy OR path:paid", miss!["differences"]![0]!["condition"]!.GetValue<string>()));
        Assert.All(answer["nearMisses"]!.AsArray(), miss => Assert.InRange(miss!["differences"]![1]!["actual"]!.GetValue<string>().Length, 1, 201));
        Assert.False((await AwaitAsync(web, "path:paid", $"after={answer["position"]}&timeout=0"))["satisfied"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Await_OfNone_TellsThePositionAtOnce()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await SendAsync(web, "paid", "");

        var answer = await AwaitAsync(web, "", "count=0");

        Assert.True(answer["satisfied"]!.GetValue<bool>());
        Assert.Empty(answer["requests"]!.AsArray());
        Assert.Empty((await AwaitAsync(web, "", $"timeout=0&after={answer["position"]}"))["requests"]!.AsArray());
    }

    [Fact]
    public async Task Await_BySeveralInOneBin_TellsEachOfItsOwn()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        var waiting = Enumerable.Range(0, 20).Select(i => AwaitAsync(web, $"json./test={i}", "count=3&timeout=60")).ToList();

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => SendAsync(web, $"{i % 20}", $$"""{"test":{{i % 20}}}""")));

        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(Enumerable.Repeat($"/b/orders/{i}", 3), Paths(await waiting[i]));
        }
    }

    [Theory]
    [InlineData("count=101", "count must be a whole number from 0 to 100: of how many requests one waits for. 0 tells the position at once.")]
    [InlineData("count=-1", "count must be")]
    [InlineData("count=", "count must be")]
    [InlineData("timeout=301", "timeout must be a time from 0 to 5 minutes: seconds as in 10 or 0.5, or 500ms, 10s, 2m.")]
    [InlineData("timeout=6m", "timeout must be")]
    [InlineData("timeout=ten", "timeout must be")]
    [InlineData("timeout=1e2", "timeout must be")]
    [InlineData("after=5", "after must be the position of an answer, or the id of a live event, as it was given.")]
    [InlineData("limit=5", "There is no parameter limit; there are q, count, timeout, after.")]
    [InlineData("count=1&count=2", "There must be one count.")]
    [InlineData("q=a&q=b", "There must be one q.")]
    [InlineData("q=foo:bar", "q, at character 1: There is no field foo.")]
    [InlineData("q=tag:seen", "What has just arrived has no pin and no tag: there is nothing to wait for. Lists can be asked for them.")]
    [InlineData("q=-is:pinned", "What has just arrived has no pin")]
    public async Task Await_ForWhatMakesNoSense_SaysWhatWould(string query, string detail)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        var (status, told) = await web.RefusalAsync(HttpMethod.Get, $"bins/orders/await?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith(detail, told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("path:paid")]
    [InlineData("")]
    [InlineData("method=~^P status:200")]
    public async Task Await_ForWhatComesAlone_DoesNotWaitForMore(string query)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        var waiting = AwaitAsync(web, query, "timeout=4m");
        await web.GetAsync("bins/orders/await?timeout=50ms");

        await SendAsync(web, "paid", "");

        Assert.InRange((await waiting)["seconds"]!.GetValue<double>(), 0, 4);
    }

    [Fact]
    public async Task Await_WithoutABinOrAccess_IsRefused()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var stranger = new HttpClient();

        Assert.Equal(HttpStatusCode.NotFound, (await web.RefusalAsync(HttpMethod.Get, "bins/none/await")).Status);
        using var refused = await stranger.GetAsync(new Uri(web.Process.Pages, "/api/bins/orders/await"), Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task Await_ForAPatternThatTakesTooLong_SaysSo()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await SendAsync(web, "", Encoding.ASCII.GetString(ContentSamples.Unhappy));

        var (status, told) = await web.RefusalAsync(HttpMethod.Get, $"bins/orders/await?timeout=0&q={Uri.EscapeDataString($"body=~`{ContentSamples.UnhappyPattern}`")}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith($"The regular expression {ContentSamples.UnhappyPattern} takes longer than 1 s", told, StringComparison.Ordinal);
    }

    private static async Task SendAsync(BinnedWeb web, string path, string body, string type = "text/plain", string bin = "orders")
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        if (type != "text/plain")
        {
            content.Headers.ContentType!.CharSet = null;
        }

        using var response = await web.Echo.PostAsync($"/b/{bin}/{path}", content, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static Task<JsonNode> AwaitAsync(BinnedWeb web, string query, string parameters) => web.GetAsync($"bins/orders/await?q={Uri.EscapeDataString(query)}&{parameters}");

    private static IEnumerable<string> Paths(JsonNode answer) => answer["requests"]!.AsArray().Select(request => request!["path"]!.GetValue<string>());

    private static string Told(JsonNode answer)
    {
        var told = new StringBuilder();
        foreach (var miss in answer["nearMisses"]!.AsArray())
        {
            told.Append($"{miss!["request"]!["path"]} {miss["held"]} of {miss["conditions"]}\n");
            foreach (var difference in miss["differences"]!.AsArray())
            {
                told.Append($"  {difference!["condition"]} | {difference["field"]} | {difference["actual"]?.ToString() ?? "-"} | {difference["note"]?.ToString() ?? "-"}\n");
            }
        }

        return told.ToString();
    }
}
