using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using EchoApp.Tests.Web.Bins;
using EchoApp.Tests.Web.Storage.Postgres;
using Npgsql;
using Xunit;

namespace EchoApp.Tests.Web.Retention;

/// <summary>What is kept of what is sent to bins, and what is told of it.</summary>
public sealed class RetentionTests(PostgresServer postgres)
{
    [Fact]
    public async Task Bin_ByDefault_KeepsAHundredThousandRequests()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        var bin = await web.GetAsync("bins/orders");

        Assert.Null(bin["retention"]);
        Assert.Equal("""{"requests":0,"bytes":0,"pinned":0,"swept":0,"lastReceivedAt":null,"keeps":{"requests":100000,"age":null,"bytes":null}}""", bin["usage"]!.ToJsonString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bin_WithMoreThanIsKept_LosesTheOldestButWhatIsPinned(bool isShared)
    {
        await using var web = await BinnedWeb.StartAsync(
            await StoreAsync(isShared), ("Bins__orders__Retention__Requests", "3"), ("Bins__others__Raw", "true"), ("Retention__Requests", "5"));
        await SendAsync(web, "orders", 1);
        var first = (await web.RequestsAsync())[0]!["id"]!.GetValue<string>();
        Assert.Equal(HttpStatusCode.OK, (await web.SendAsync(HttpMethod.Patch, $"bins/orders/requests/{first}", """{"pinned":true}""")).Status);

        await SendAsync(web, "orders", 10);
        await SendAsync(web, "others", 10);

        await Eventually.TrueAsync(async () => await CountAsync(web, "orders") == 4 && await CountAsync(web, "others") == 5, "the oldest are swept");
        Assert.Equal(["/b/orders/9", "/b/orders/8", "/b/orders/7", "/b/orders/0"], (await web.RequestsAsync()).Select(request => request!["path"]!.GetValue<string>()));
        var usage = (await web.GetAsync("bins"))["items"]!.AsArray()[0]!["usage"]!;
        Assert.Equal((4, 1, 7, 3), (Number(usage["requests"]), Number(usage["pinned"]), Number(usage["swept"]), Number(usage["keeps"]!["requests"])));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bin_WithWhatIsOlderThanIsKept_LosesIt(bool isShared)
    {
        await using var web = await BinnedWeb.StartAsync(await StoreAsync(isShared), ("Bins__orders__Retention__Age", "1s"), ("Bins__others__Raw", "true"));

        await SendAsync(web, "orders", 3);
        await SendAsync(web, "others", 3);

        await Eventually.TrueAsync(async () => await CountAsync(web, "orders") == 0, "it has become old");
        Assert.Equal(3, await CountAsync(web, "others"));
        Assert.Equal("1s", (await web.GetAsync("bins/orders"))["usage"]!["keeps"]!["age"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bins_WithMoreThanIsKeptInAll_GiveFromTheOneThatHoldsMost(bool isShared)
    {
        await using var web = await BinnedWeb.StartAsync(await StoreAsync(isShared), ("Retention__TotalBytes", "100000"), ("Bins__large__Raw", "true"), ("Bins__small__Raw", "true"));
        await SendAsync(web, "small", 5);

        await SendAsync(web, "large", 20, length: 10_000);

        await Eventually.TrueAsync(async () => Number((await web.GetAsync("bins/large"))["usage"]!["bytes"]) + Number((await web.GetAsync("bins/small"))["usage"]!["bytes"]) <= 100_000, "there is no more than is kept");
        Assert.Equal(5, await CountAsync(web, "small"));
        Assert.InRange(await CountAsync(web, "large"), 6, 9);
    }

    [Fact]
    public async Task Bins_OfWhichSomeHaveToGiveAnyway_GiveNoMoreThanIsTooMuchInAll()
    {
        using var data = new TemporaryDirectory();
        var store = ("Data__Directory", data.Path);
        await using (var before = await BinnedWeb.StartAsync(store, ("Bins__a__Raw", "true"), ("Bins__b__Raw", "true"), ("Bins__c__Raw", "true")))
        {
            await SendAsync(before, "a", 12, length: 4000);
            await SendAsync(before, "b", 10, length: 4000);
            await SendAsync(before, "c", 10, length: 4000);
        }

        await using var web = await BinnedWeb.StartAsync(
            store, ("Retention__TotalBytes", "80000"), ("Bins__a__Raw", "true"), ("Bins__b__Retention__Requests", "1"), ("Bins__c__Retention__Requests", "1"));

        await Eventually.TrueAsync(async () => await CountAsync(web, "b") == 1 && await CountAsync(web, "c") == 1, "two of them have given");
        await SendAsync(web, "b", 1);
        await Eventually.TrueAsync(async () => Number((await web.GetAsync("bins/b"))["usage"]!["swept"]) == 10, "it was looked once more");
        Assert.Equal(12, await CountAsync(web, "a"));
    }

    [Fact]
    public async Task Bin_WithMoreThanIsKept_LosesTheOldestAlsoWhileDeletionsCannotBeFinished()
    {
        var store = await postgres.CreateDatabaseAsync();
        await using var web = await BinnedWeb.StartAsync(("ConnectionStrings__store", $"{store};Command Timeout=1"), ("Bins__orders__Retention__Requests", "3"));
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(store) { Pooling = false }.ToString());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var hold = new NpgsqlCommand("LOCK TABLE echoapp.removals", connection);
        await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await SendAsync(web, "orders", 10);

        await Eventually.TrueAsync(async () => Number((await web.GetAsync("bins/orders"))["usage"]!["swept"]) == 7, "what is more is gone");
    }

    [Fact]
    public async Task Retention_ThatIsSetLater_IsOfWhatIsThere()
    {
        await using var web = await BinnedWeb.StartAsync();
        Assert.Equal(HttpStatusCode.Created, (await web.SendAsync(HttpMethod.Post, "bins", """{"name":"orders","retention":{"requests":0}}""")).Status);
        await SendAsync(web, "orders", 10);

        var (status, bin) = await web.SendAsync(HttpMethod.Patch, "bins/orders", """{"retention":{"requests":null,"bytes":1}}""");

        Assert.Equal((HttpStatusCode.OK, """{"requests":null,"age":null,"bytes":1}"""), (status, bin!["retention"]!.ToJsonString()));
        await Eventually.TrueAsync(async () => await CountAsync(web, "orders") == 0, "none has room");
    }

    [Theory]
    [InlineData("""{"retention":{"requests":-1}}""", "retention: requests must be a whole number, or 0 for no limit.")]
    [InlineData("""{"retention":{"bytes":-1}}""", "retention: bytes must be a whole number, or 0 for no limit.")]
    [InlineData("""{"retention":{"age":"forever"}}""", "retention: age must be a whole number of seconds, minutes, hours or days, such as 90s, 15m, 12h or 7d, or 0 for no limit.")]
    [InlineData("""{"retention":{"days":1}}""", "The body is not the JSON object that is expected: there is no such member. At $.retention.days.")]
    public async Task Retention_ThatMakesNoSense_IsRefusedAndNothingChanges(string change, string detail)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        Assert.Equal((HttpStatusCode.BadRequest, detail), await web.RefusalAsync(HttpMethod.Patch, "bins/orders", change));

        Assert.Null((await web.GetAsync("bins/orders"))["retention"]);
    }

    [Fact]
    public async Task Recent_KeepsAThousandUnlessItIsToldOtherwise()
    {
        await using var web = await BinnedWeb.StartAsync(("Capture__Recent", "true"));
        await using var other = await BinnedWeb.StartAsync(("Capture__Recent", "true"), ("Bins__recent__Retention__Requests", "7"), ("Bins__recent__Retention__Age", "1h"));

        Assert.Equal("""{"requests":1000,"age":null,"bytes":null}""", (await web.GetAsync("bins/recent"))["retention"]!.ToJsonString());
        Assert.Equal("""{"requests":7,"age":"1h","bytes":null}""", (await other.GetAsync("bins/recent"))["retention"]!.ToJsonString());
    }

    private async Task<(string Name, string Value)> StoreAsync(bool isShared) =>
        isShared ? ("ConnectionStrings__store", await postgres.CreateDatabaseAsync()) : ("Store", "embedded");

    private static async Task SendAsync(BinnedWeb web, string bin, int count, int length = 2)
    {
        for (var i = 0; i < count; i++)
        {
            var answer = await web.ExchangeAsync(string.Create(CultureInfo.InvariantCulture, $"POST /b/{bin}/{i} HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n{new string('a', length)}"));
            Assert.Equal(200, answer.Status);
        }
    }

    private static async Task<int> CountAsync(BinnedWeb web, string bin) => (await web.RequestsAsync(bin)).Count;

    private static long Number(JsonNode? node) => node!.GetValue<long>();
}
