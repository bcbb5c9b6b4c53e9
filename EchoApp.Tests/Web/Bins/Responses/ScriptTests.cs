using EchoApp.Tests.Web.Storage.Postgres;
using Xunit;

namespace EchoApp.Tests.Web.Bins.Responses;

public sealed class ScriptTests(PostgresServer postgres)
{
    private const string TwiceUnavailable = """{"steps":[{"times":2,"response":{"status":503,"headers":{"Retry-After":"1"}}},{"response":{"status":200,"body":"number {{number}}"}}]}""";

    [Fact]
    public async Task Script_OfABin_AnswersInTurnAndItsLastStepStays()
    {
        await using var web = await BinnedWeb.StartAsync();
        await web.SendAsync(HttpMethod.Post, "bins", $$"""{"name":"orders","script":{{TwiceUnavailable}}}""");

        Assert.Equal(Of(503, 503, 200, 200), await StatusesAsync(web, 4));

        Assert.Equal("number 5", (await web.ExchangeAsync("GET /b/orders HTTP/1.1\r\nHost: a\r\n\r\n")).Text);
        Assert.Equal(Of(200, 200, 200, 503, 503), (await web.RequestsAsync()).Select(request => request!["status"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Script_PerHeader_GoesThroughItsStepsForEachValue()
    {
        await using var web = await BinnedWeb.StartAsync();
        await web.SendAsync(HttpMethod.Post, "bins", $$$"""{"name":"orders","script":{{{TwiceUnavailable[..^1]}}},"perHeader":"webhook-id"}}""");

        Assert.Equal(Of(503, 503, 200), await StatusesAsync(web, 3, "webhook-id: one\r\n"));
        Assert.Equal(Of(503, 503), await StatusesAsync(web, 2, "Webhook-Id: two\r\n"));
        Assert.Equal(Of(503), await StatusesAsync(web, 1));
        Assert.Equal(Of(200), await StatusesAsync(web, 1, "webhook-id: one\r\n"));
    }

    [Fact]
    public async Task Script_ThatIsSetAgain_BeginsAnew()
    {
        await using var web = await BinnedWeb.StartAsync();
        await web.SendAsync(HttpMethod.Post, "bins", $$"""{"name":"orders","script":{{TwiceUnavailable}}}""");
        await StatusesAsync(web, 3);

        await web.SendAsync(HttpMethod.Patch, "bins/orders", """{"raw":true}""");
        Assert.Equal(Of(200), await StatusesAsync(web, 1));
        await web.SendAsync(HttpMethod.Patch, "bins/orders", $$"""{"script":{{TwiceUnavailable}}}""");

        Assert.Equal(Of(503, 503, 200), await StatusesAsync(web, 3));
    }

    [Fact]
    public async Task Script_OfReplicas_IsOne()
    {
        var store = ("ConnectionStrings__store", await postgres.CreateDatabaseAsync());
        await using var first = await BinnedWeb.StartAsync(store);
        await first.SendAsync(HttpMethod.Post, "bins", $$"""{"name":"orders","script":{{TwiceUnavailable}}}""");
        await using var second = await BinnedWeb.StartAsync(store);

        int[] statuses = [.. await StatusesAsync(first, 1), .. await StatusesAsync(second, 1), .. await StatusesAsync(first, 1), .. await StatusesAsync(second, 1)];

        Assert.Equal(Of(503, 503, 200, 200), statuses);
        Assert.Equal(4, (await first.RequestsAsync()).Count);
        Assert.Equal((await first.RequestsAsync()).ToJsonString(), (await second.RequestsAsync()).ToJsonString());
    }

    [Fact]
    public async Task Script_AcrossARestart_GoesOn()
    {
        using var data = new TemporaryDirectory();
        await using (var first = await BinnedWeb.StartAsync(("Data__Directory", data.Path)))
        {
            await first.SendAsync(HttpMethod.Post, "bins", $$"""{"name":"orders","script":{{TwiceUnavailable}}}""");
            Assert.Equal(Of(503), await StatusesAsync(first, 1));
            await first.Process.StopAsync();
        }

        await using var second = await BinnedWeb.StartAsync(("Data__Directory", data.Path));

        Assert.Equal(Of(503, 200), await StatusesAsync(second, 2));
    }

    private static int[] Of(params int[] statuses) => statuses;

    private static async Task<int[]> StatusesAsync(BinnedWeb web, int count, string headers = "")
    {
        var statuses = new int[count];
        for (var i = 0; i < count; i++)
        {
            var answer = await web.ExchangeAsync($"POST /b/orders HTTP/1.1\r\nHost: a\r\n{headers}Content-Length: 0\r\n\r\n");
            statuses[i] = answer.Status;
            Assert.Equal(answer.Status == 503 ? "1" : null, answer.Header("Retry-After"));
        }

        return statuses;
    }
}
