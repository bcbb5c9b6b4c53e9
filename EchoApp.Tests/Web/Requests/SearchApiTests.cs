using System.Net;
using System.Text.Json.Nodes;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Requests;

/// <summary>The query language in the API: lists, marks, deletes, and what they say to what is no query.</summary>
public sealed class SearchApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_WithAQuery_HasWhatItAsksForOfTheBinOrOfAll()
    {
        await using var web = await StartAsync();

        Assert.Equal(["/b/orders/paid", "/b/orders/new"], await PathsAsync(web, "bins/orders/requests?q=path:orders"));
        Assert.Equal(["/b/orders/paid"], await PathsAsync(web, "bins/orders/requests?q=header.x-event:PAID%20-tier"));
        Assert.Equal(["/b/other/paid", "/b/orders/paid"], await PathsAsync(web, "requests?q=path:paid"));
        Assert.Equal(["/b/orders/new"], await PathsAsync(web, "requests?q=method:get%20bin:orders"));
        Assert.Equal(["/b/other/paid"], await PathsAsync(web, "requests?q=%22%5C%22id%5C%22:%2017%22"));
        Assert.Equal(3, (await PathsAsync(web, "requests")).Count);
        Assert.Empty(await PathsAsync(web, "requests?q=status:5xx"));
        Assert.Equal((HttpStatusCode.NotFound, "There is no bin none. Create it: POST /api/bins with {\"name\": \"none\"}."), await web.RefusalAsync(HttpMethod.Get, "bins/none/requests?q=a"));
    }

    [Fact]
    public async Task List_WithAQueryByPages_GoesThroughAll()
    {
        await using var web = await StartAsync();
        var first = await web.GetAsync("requests?q=path:paid&limit=1");

        Assert.Equal(["/b/other/paid"], Paths(first));
        Assert.Equal(["/b/orders/paid"], await PathsAsync(web, $"requests?q=path:paid&limit=1&cursor={first["next"]}"));
    }

    [Theory]
    [InlineData("GET", "requests?q=methd:get")]
    [InlineData("GET", "bins/orders/requests?q=methd:get")]
    [InlineData("DELETE", "requests?q=methd:get")]
    [InlineData("DELETE", "bins/orders/requests?q=methd:get")]
    public async Task Query_ThatIsNone_IsRefusedWithThePlace(string method, string path)
    {
        await using var web = await StartAsync();

        var (status, problem) = await web.SendAsync(new HttpMethod(method), path + "%20a");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.StartsWith("q, at character 1: There is no field methd. The fields are method, path, ", problem!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(0, problem["place"]!.GetValue<int>());
        Assert.Equal(3, (await PathsAsync(web, "requests")).Count);
    }

    [Fact]
    public async Task Delete_ByQuery_CanBeUndone()
    {
        await using var web = await StartAsync();

        var (_, deleted) = await web.SendAsync(HttpMethod.Delete, "requests?q=path:paid");

        Assert.Equal(2, deleted!["deleted"]!.GetValue<int>());
        Assert.InRange(deleted["undoUntil"]!.GetValue<DateTime>() - DateTime.UtcNow, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        Assert.Equal(["/b/orders/new"], await PathsAsync(web, "requests"));

        Assert.Equal(deleted.ToJsonString(), (await web.GetAsync("undo"))["items"]!.AsArray().Single()!.ToJsonString());
        var undo = deleted["undo"]!.GetValue<string>()["/api/".Length..];
        Assert.Equal("""{"restored":2}""", (await web.SendAsync(HttpMethod.Post, undo)).Json!.ToJsonString());
        Assert.Equal(3, (await PathsAsync(web, "requests")).Count);
        Assert.Equal("""{"items":[]}""", (await web.GetAsync("undo")).ToJsonString());
        Assert.Equal((HttpStatusCode.NotFound, "There is nothing to undo by that name: what a query deletes can be brought back for 30 s."), await web.RefusalAsync(HttpMethod.Post, undo));
        Assert.Equal(HttpStatusCode.NotFound, (await web.SendAsync(HttpMethod.Post, "undo/17")).Status);
    }

    [Fact]
    public async Task Undo_OfWhatHasBeenDeletedForGoodSince_SaysSo()
    {
        await using var web = await StartAsync();
        var undo = await DeleteAsync("requests?q=path:paid", 2);
        await DeleteAsync("bins/orders/requests", 1);

        Assert.Equal("""{"restored":1,"gone":1}""", (await web.SendAsync(HttpMethod.Post, undo!)).Json!.ToJsonString());
        Assert.Equal(["/b/other/paid"], await PathsAsync(web, "requests"));

        undo = await DeleteAsync("requests?q=*", 1);
        await DeleteAsync("bins/other/requests", 0);
        Assert.Equal(
            (HttpStatusCode.Gone, "Nothing of it is left to bring back: it has been deleted for good since, by a delete without q, with its bin, or to make room."),
            await web.RefusalAsync(HttpMethod.Post, undo!));
        Assert.Equal(HttpStatusCode.NotFound, (await web.SendAsync(HttpMethod.Post, undo!)).Status);

        async Task<string?> DeleteAsync(string path, int count)
        {
            var deleted = (await web.SendAsync(HttpMethod.Delete, path)).Json!;
            Assert.Equal(count, deleted["deleted"]!.GetValue<int>());
            return deleted["undo"]?.GetValue<string>()["/api/".Length..];
        }
    }

    [Fact]
    public async Task Delete_OfAllBins_HasToSayWhat()
    {
        await using var web = await StartAsync();

        Assert.Equal((HttpStatusCode.BadRequest, "q must say which requests are to be deleted; q=* says all of them."), await web.RefusalAsync(HttpMethod.Delete, "requests"));

        Assert.Equal(3, (await PathsAsync(web, "requests")).Count);
        Assert.Equal(3, (await web.SendAsync(HttpMethod.Delete, "requests?q=*")).Json!["deleted"]!.GetValue<int>());
        Assert.Empty(await PathsAsync(web, "requests"));
    }

    [Theory]
    [InlineData("requests?q=", "q must say which requests are to be deleted; q=* says all of them.")]
    [InlineData("bins/orders/requests?q=%20", "q must say which requests are to be deleted; q=* says all of them.")]
    [InlineData("bins/orders/requests?query=age>7d", "There is no parameter query: q says which requests are to be deleted.")]
    [InlineData("bins/orders/requests/", "The id of a request is missing behind the /. To delete many, leave out the /.", HttpStatusCode.NotFound)]
    [InlineData("bins/orders/requests/?q=*", "The id of a request is missing behind the /. To delete many, leave out the /.", HttpStatusCode.NotFound)]
    [InlineData("requests?q=*&limit=1", "There is no parameter limit: q says which requests are to be deleted.")]
    [InlineData("requests?q=path:new&q=path:paid", "There must be one q: what is to hold together stands beside each other in it.")]
    public async Task Delete_OfWhatIsMisspelled_DeletesNothing(string path, string detail, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        await using var web = await StartAsync();

        Assert.Equal((status, detail), await web.RefusalAsync(HttpMethod.Delete, path));

        Assert.Equal(3, (await PathsAsync(web, "requests")).Count);
    }

    [Fact]
    public async Task Patch_OfARequest_PinsAndTagsIt()
    {
        await using var web = await StartAsync();
        var request = (await web.RequestsAsync())[0]!;
        var path = $"bins/orders/requests/{request["id"]}";
        Assert.Equal("false []", $"{request["pinned"]} {request["tags"]!.ToJsonString()}");

        Assert.Equal("""true ["a-b","seen"]""", Marks((await web.SendAsync(HttpMethod.Patch, path, """{"pinned":true,"tags":["seen","a-b","seen"]}""")).Json!));
        Assert.Equal("""true ["a-b","seen"]""", Marks(await web.GetAsync(path)));
        Assert.Equal([request["path"]!.GetValue<string>()], await PathsAsync(web, "requests?q=is:pinned%20tag:seen%20tag:a-b"));
        Assert.Equal("""true ["x"]""", Marks((await web.SendAsync(HttpMethod.Patch, path, """{"tags":["x"]}""")).Json!));
        Assert.Equal("false []", Marks((await web.SendAsync(HttpMethod.Patch, path, """{"tags":null,"pinned":false}""")).Json!));
        Assert.Empty(await PathsAsync(web, "requests?q=tag:*"));
        Assert.Equal(HttpStatusCode.NotFound, (await web.SendAsync(HttpMethod.Patch, $"bins/other/requests/{request["id"]}", """{"pinned":true}""")).Status);

        static string Marks(JsonNode request) => $"{request["pinned"]} {request["tags"]!.ToJsonString()}";
    }

    [Theory]
    [InlineData("""{"tags":["A"]}""", "A tag has 1 to 40 lower-case letters, digits, '.', '_' or '-'.")]
    [InlineData("""{"tags":["a b"]}""", "A tag has 1 to 40 lower-case letters, digits, '.', '_' or '-'.")]
    [InlineData("""{"tags":[null]}""", "A tag has 1 to 40 lower-case letters, digits, '.', '_' or '-'.")]
    [InlineData("""{"tags":["1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17","18","19","20","21"]}""", "A request has at most 20 tags.")]
    [InlineData("""{"tags":"a"}""", "The body is not the JSON object that is expected: a value is of another type. At $.tags.")]
    [InlineData("""{"pinned":"yes"}""", "The body is not the JSON object that is expected: a value is of another type. At $.pinned.")]
    [InlineData("""{"status":200}""", "The body is not the JSON object that is expected: there is no such member. At $.status.")]
    [InlineData("[]", "The body is not the JSON object that is expected: a value is of another type.")]
    public async Task Patch_WithWhatMakesNoSense_SaysWhatDoes(string json, string detail)
    {
        await using var web = await StartAsync();
        var path = $"bins/orders/requests/{(await web.RequestsAsync())[0]!["id"]}";

        Assert.Equal((HttpStatusCode.BadRequest, detail), await web.RefusalAsync(HttpMethod.Patch, path, json));
    }

    private static async Task<BinnedWeb> StartAsync()
    {
        var web = await BinnedWeb.StartWithOrdersAsync(("Bins__other__Raw", "false"));
        (await web.Echo.GetAsync("/b/orders/new", Cancellation)).Dispose();
        using var paid = new HttpRequestMessage(HttpMethod.Post, "/b/orders/paid") { Headers = { { "X-Event", "order.paid" } }, Content = new StringContent("{\"id\": 16}") };
        (await web.Echo.SendAsync(paid, Cancellation)).Dispose();
        (await web.Echo.PostAsync("/b/other/paid", new StringContent("{\"ID\": 17, \"tier\": 1}"), Cancellation)).Dispose();
        return web;
    }

    private static async Task<List<string>> PathsAsync(BinnedWeb web, string path) => Paths(await web.GetAsync(path));

    private static List<string> Paths(JsonNode page) => [.. page["items"]!.AsArray().Select(item => item!["path"]!.GetValue<string>())];
}
