using System.Text;
using EchoApp.Testing;
using EchoApp.Tests.Web.Queries;
using EchoApp.Tests.Web.Storage;
using EchoApp.Web.Capture;
using EchoApp.Web.Queries;
using EchoApp.Web.Storage;
using Xunit;

namespace EchoApp.Tests.Testing;

/// <summary>What is put together means what it says, to the parser of EchoApp.</summary>
public sealed class RequestQueryTests
{
    private const string Body = """{"order":{"id":17,"state":"paid \"in full\"","open":false,"a/b":"","true":"true","none":null,"sum":12.50}}""";

    public static TheoryData<string, RequestQuery, bool> Queries => new()
    {
        { "any", RequestQuery.Any, true },
        { "post", RequestQuery.Post(), true },
        { "post behind", RequestQuery.Post("/paid.now/(1)"), true },
        { "post behind, without slash", RequestQuery.Post("paid.now/(1)"), true },
        { "post behind, less", RequestQuery.Post("/paid.now"), false },
        { "post behind, dot", RequestQuery.Post("/paidXnow/(1)"), false },
        { "post behind, backtick", RequestQuery.Post("/paid`now"), false },
        { "get", RequestQuery.Get("/paid.now/(1)"), false },
        { "put", RequestQuery.Put(), false },
        { "patch", RequestQuery.Patch(), false },
        { "delete", RequestQuery.Delete(), false },
        { "path", RequestQuery.Any.WithPath("/b/orders/paid.now/(1)"), true },
        { "path, less", RequestQuery.Any.WithPath("/paid.now/(1)"), false },
        { "query", RequestQuery.Any.WithQuery("a b", "1 OR 2"), true },
        { "query, empty", RequestQuery.Any.WithQuery("empty", ""), true },
        { "query, not empty", RequestQuery.Any.WithQuery("a b", ""), false },
        { "header", RequestQuery.Any.WithHeader("x-quoted", "\"a\\b\""), true },
        { "header, empty", RequestQuery.Any.WithHeader("X-Empty", ""), true },
        { "header, any", RequestQuery.Any.WithHeader("x-quoted"), true },
        { "header, none", RequestQuery.Any.WithHeader("x-none"), false },
        { "body", RequestQuery.Any.WithBody("\"in full\\\""), true },
        { "json, string", RequestQuery.Any.WithJson("/order/state", "paid \"in full\""), true },
        { "json, number", RequestQuery.Any.WithJson("/order/id", 17), true },
        { "json, number as text", RequestQuery.Any.WithJson("/order/sum", 12.5m), true },
        { "json, bool", RequestQuery.Any.WithJson("/order/open", false), true },
        { "json, other bool", RequestQuery.Any.WithJson("/order/open", true), false },
        { "json, string that looks like a bool", RequestQuery.Any.WithJson("/order/true", "true"), true },
        { "json, empty", RequestQuery.Any.WithJson("/order/a~1b", ""), true },
        { "json, any", RequestQuery.Any.WithJson("/order/none"), true },
        { "json, none", RequestQuery.Any.WithJson("/order/nothing"), false },
        { "json, all", RequestQuery.Any.WithJson(""), true },
        { "form", RequestQuery.Any.WithForm("a", "1"), false },
        { "text", "path:paid json./order/id>16", true },
        { "text with OR and more", new RequestQuery("path:nothing OR method:post").And("path:nothing"), false },
        { "and OR", RequestQuery.Get().And("path:nothing OR method:post"), false },
        { "OR in quotes", RequestQuery.Any.WithQuery("a b", "1 OR 2").WithMethod("POST"), true },
        { "and not", RequestQuery.Post().AndNot(RequestQuery.Any.WithHeader("x-none")), true },
        { "and not what is", RequestQuery.Post().AndNot("path:nothing OR path:paid"), false },
        { "and not any", RequestQuery.Post().AndNot(RequestQuery.Any), false },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public async Task Query_ThatIsPutTogether_MeansWhatItSays(string name, RequestQuery query, bool holds)
    {
        const string target = "/b/orders/paid.now/(1)?a%20b=1+OR+2&empty=";
        var request = Samples.Request(target);
        var stored = new StoredRequest(
            1,
            request.Record with { BodyLength = Body.Length, Details = StoredDetails.Write(ContentSamples.Details("application/json")) },
            Encoding.ASCII.GetBytes($"POST {target} HTTP/1.1\r\nContent-Type: application/json\r\nX-Quoted: \"a\\b\"\r\nX-Empty:\r\n\r\n"),
            Encoding.UTF8.GetBytes(Body));

        var parsed = QueryParser.Parse(query.In("orders"), now: null);

        Assert.True(holds == await Samples.Contents.HoldsAsync(parsed, new RecordRow(stored), TestContext.Current.CancellationToken), $"{name}: {query}");
    }

    [Fact]
    public void Query_OfSeveral_IsInPartsOfWhichEachIsTold() =>
        Assert.Equal(
            ["method=POST", "path=/b/orders/paid", "json./order/id=17", "header.x-event=\"order OR refund\"", "(a OR b)"],
            QueryParser.ParseWritten(RequestQuery.Post("/paid").WithJson("/order/id", 17).WithHeader("x-event", "order OR refund").And("a OR b").In("orders"), now: null).Parts.Select(part => part.Text));

    [Fact]
    public void Query_ForAnyBin_SaysSo() => Assert.Equal("method=POST path=\"/b/{bin}/a b\"", RequestQuery.Post("a b").ToString());

    [Fact]
    public void Query_OfWhatCannotBe_IsRefusedWhereItIsMade()
    {
        Assert.StartsWith("A JSON pointer begins with /: /order.id.", Assert.Throws<ArgumentException>(() => RequestQuery.Any.WithJson("order.id", 17)).Message, StringComparison.Ordinal);
        Assert.StartsWith("x event is no name of a header.", Assert.Throws<ArgumentException>(() => RequestQuery.Any.WithHeader("x event", "paid")).Message, StringComparison.Ordinal);
    }
}
