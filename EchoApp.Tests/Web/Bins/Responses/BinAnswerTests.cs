using System.Net;
using Xunit;

namespace EchoApp.Tests.Web.Bins.Responses;

public sealed class BinAnswerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Response_OfABin_IsAnsweredAndItsStatusKept()
    {
        await using var web = await BinnedWeb.StartAsync();
        await CreateAsync(web, """{"status":202,"headers":{"X-Shop":"a, b","Cache-Control":"max-age=5"},"contentType":"application/json","body":"{\"ok\":true}"}""");

        var answer = await web.ExchangeAsync("POST /b/orders/x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");

        Assert.Equal((202, "{\"ok\":true}", "application/json"), (answer.Status, answer.Text, answer.Header("Content-Type")));
        Assert.Equal(("a, b", "max-age=5", "nosniff", "sandbox"), (answer.Header("X-Shop"), answer.Header("Cache-Control"), answer.Header("X-Content-Type-Options"), answer.Header("Content-Security-Policy")));
        Assert.Equal(202, (await web.OnlyRequestAsync())["status"]!.GetValue<int>());
    }

    [Fact]
    public async Task Response_WithoutABody_IsTheEchoWithThatStatus()
    {
        await using var web = await BinnedWeb.StartAsync();
        await CreateAsync(web, """{"status":418}""");

        var answer = await web.ExchangeAsync("GET /b/orders/x HTTP/1.1\r\nHost: a\r\n\r\n");

        Assert.Equal((418, "/b/orders/x"), (answer.Status, answer.Json.GetProperty("path").GetString()));
    }

    [Theory]
    [InlineData(204)]
    [InlineData(304)]
    public async Task Response_WithAStatusThatHasNoBody_HasNone(int status)
    {
        await using var web = await BinnedWeb.StartAsync();
        await CreateAsync(web, $$$"""{"status":{{{status}}}}""");

        var answer = await web.ExchangeAsync("POST /b/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");

        Assert.Equal((status, ""), (answer.Status, answer.Text));
        Assert.Single(await web.RequestsAsync());
    }

    [Theory]
    [InlineData("application/json", "\\u0022\\u003Cb\\u003E\\u0027\\n")]
    [InlineData("application/problem+json; charset=utf-8", "\\u0022\\u003Cb\\u003E\\u0027\\n")]
    [InlineData("text/html", "&quot;&lt;b&gt;&#x27;&#xA;")]
    [InlineData("image/svg+xml", "&quot;&lt;b&gt;&#x27;&#xA;")]
    [InlineData("application/x-www-form-urlencoded", "%22%3Cb%3E%27%0A")]
    [InlineData("text/plain", "\"<b>'")]
    public async Task Placeholders_AreEscapedAsTheTypeNeedsIt(string type, string escaped)
    {
        await using var web = await BinnedWeb.StartAsync();
        await CreateAsync(web, $$$$"""{"contentType":"{{{{type}}}}","body":"{{query.a}}"}""");

        var answer = await web.ExchangeAsync("GET /b/orders?a=%22%3Cb%3E'%0A HTTP/1.1\r\nHost: a\r\n\r\n");

        Assert.Equal(escaped, answer.Text);
    }

    [Fact]
    public async Task Placeholders_TellOfTheRequest()
    {
        await using var web = await BinnedWeb.StartAsync();
        await CreateAsync(web, """{"body":"{{id}} {{bin}} {{ number }} {{method}} {{path}} {{header.X-Order}} {{header.none}}|{{query.q}} \\{{id}} {{receivedAt}}"}""");

        var answer = await web.ExchangeAsync("PUT /b/orders/%61?q=1&q=2 HTTP/1.1\r\nHost: a\r\nX-Order: \u00c3\u00bc17\r\n\r\n");

        var request = await web.OnlyRequestAsync();
        Assert.Equal($"{request["id"]} orders 0 PUT /b/orders/a ü17 |2 {{{{id}}}} ", answer.Text[..^28]);
        Assert.Equal(DateTime.Parse(request["receivedAt"]!.GetValue<string>(), null), DateTime.Parse(answer.Text[^28..], null), TimeSpan.FromMicroseconds(1));
    }

    [Fact]
    public async Task Delay_OfAnAnswer_IsEndedByTheEndOfTheProcess()
    {
        using var data = new TemporaryDirectory();
        await using (var web = await BinnedWeb.StartAsync(("Data__Directory", data.Path)))
        {
            await CreateAsync(web, """{"status":201,"delay":30}""");
            var answer = web.Echo.GetAsync("/b/orders", Cancellation);
            await Eventually.TrueAsync(async () => (await web.RequestsAsync()).Count == 1, "it is stored before it is answered");
            Assert.False(answer.IsCompleted);

            Assert.Equal(0, await web.Process.StopAsync());

            Assert.Equal(HttpStatusCode.Created, (await answer).StatusCode);
        }
    }

    [Theory]
    [InlineData("{\"response\":{\"status\":99}}", "response: status must be a whole number from 200 to 599.")]
    [InlineData("{\"response\":{\"status\":600}}", "response: status must be a whole number from 200 to 599.")]
    [InlineData("{\"response\":{\"status\":204,\"body\":\"x\"}}", "response: an answer with status 204 has no body.")]
    [InlineData("{\"response\":{\"headers\":{\"content-length\":\"5\"}}}", "response: the header content-length cannot be set.")]
    [InlineData("{\"response\":{\"headers\":{\"Transfer-Encoding\":\"chunked\"}}}", "response: the header Transfer-Encoding cannot be set.")]
    [InlineData("{\"response\":{\"headers\":{\"Content-Type\":\"text/html\"}}}", "response: the header Content-Type cannot be set: contentType does it.")]
    [InlineData("{\"response\":{\"headers\":{\"X-Content-Type-Options\":\"\"}}}", "response: the header X-Content-Type-Options cannot be set.")]
    [InlineData("{\"response\":{\"body\":\"{{file.passwd}}\"}}", "response: body has {{file.passwd}}, which is no placeholder. There are {{id}}, {{bin}}, {{number}}, {{method}}, {{path}}, {{receivedAt}}, {{header.NAME}} and {{query.NAME}}; \\{{ stands for the braces themselves.")]
    [InlineData("{\"response\":{\"body\":\"a {{id\"}}", "response: body has {{id, which is no placeholder.")]
    [InlineData("{\"response\":{\"sttus\":200}}", "The body is not the JSON object that is expected: there is no such member. At $.response.sttus.")]
    [InlineData("{\"response\":{\"body\":\"x\",\"contentType\":\"text/plain; x=\\\"\u00e9\\\"\"}}", "response: contentType must be a media type such as application/json.")]
    [InlineData("{\"response\":{\"contentType\":\"text/plain\"}}", "response: contentType is that of body, and there is none.")]
    [InlineData("{\"script\":{\"steps\":[null]}}", "script: step 1: it is null.")]
    [InlineData("{\"raw\":true,\"raw\":false}", "The body")]
    [InlineData("{\"response\":{\"status\":200,\"status\":201}}", "The body")]
    [InlineData("{\"cors\":\"\\ud800\"}", "The body")]
    [InlineData("{\"cors\":\"http://u@a\"}", "cors must be * or origins such as https://app.example, with commas between them.")]
    [InlineData("{\"script\":{}}", "The body is not the JSON object that is expected: 'steps' is missing. At $.script.")]
    [InlineData("{\"script\":{\"steps\":[]}}", "script: it has 1 to 50 steps.")]
    [InlineData("{\"script\":{\"steps\":[{\"times\":0}]}}", "script: step 1: times must be a whole number from 1 to 1000000.")]
    [InlineData("{\"script\":{\"steps\":[{},{\"response\":{\"status\":1}}]}}", "script: step 2: status must be a whole number from 200 to 599.")]
    [InlineData("{\"script\":{\"steps\":[{}],\"perHeader\":\"a b\"}}", "script: perHeader must be the name of a header.")]
    [InlineData("{\"cors\":\"app.example\"}", "cors must be * or origins such as https://app.example, with commas between them.")]
    [InlineData("{\"cors\":\"https://app.example/\"}", "cors must be * or origins such as https://app.example, with commas between them.")]
    public async Task Settings_ThatMakeNoSense_AreRefusedWithTheReason(string settings, string detail)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        var created = await web.RefusalAsync(HttpMethod.Post, "bins", settings);
        var changed = await web.RefusalAsync(HttpMethod.Patch, "bins/orders", settings);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (created.Status, changed.Status));
        Assert.StartsWith(detail, created.Detail, StringComparison.Ordinal);
        Assert.StartsWith(detail, changed.Detail, StringComparison.Ordinal);
        Assert.Null((await web.GetAsync("bins/orders"))["response"]);
    }

    [Fact]
    public async Task Placeholders_MoreThanThereMayBe_AreRefusedAndLongValuesAreCut()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        var many = string.Concat(Enumerable.Repeat("{{id}}", 101));

        Assert.Equal(
            (HttpStatusCode.BadRequest, "response: body has more than 100 placeholders."),
            await web.RefusalAsync(HttpMethod.Patch, "bins/orders", $$$"""{"response":{"body":"{{{many}}}"}}"""));
        await web.SendAsync(HttpMethod.Patch, "bins/orders", """{"response":{"body":"{{header.X-A}}"}}""");
        var answer = await web.ExchangeAsync($"GET /b/orders HTTP/1.1\r\nHost: a\r\nX-A: {new string('a', 10_000)}\r\n\r\n");

        Assert.Equal(new string('a', 4096), answer.Text);
    }

    [Fact]
    public async Task Echo_ThatThereIsNoMemoryFor_IsAnsweredShortlyWithTheStatusThatWasStored()
    {
        await using var web = await BinnedWeb.StartAsync(("Echo__MemoryBudget", "1048576"), ("Bins__orders__Raw", "true"));

        // In JSON each of them takes two bytes.
        var answer = await web.ExchangeAsync($"POST /b/orders HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 400000\r\n\r\n{new string('"', 400_000)}");

        var requests = await web.RequestsAsync();
        Assert.Equal(answer.Status, Assert.Single(requests)!["status"]!.GetValue<int>());
        Assert.Equal((200, "", "answer"), (answer.Status, answer.Text, answer.Header("Echo-Truncated")));
    }

    [Fact]
    public async Task Delay_OfAnAnswer_IsWaitedFor()
    {
        await using var web = await BinnedWeb.StartAsync();
        await CreateAsync(web, """{"status":201,"delay":0.5}""");
        var started = TimeProvider.System.GetTimestamp();

        Assert.Equal(201, (await web.ExchangeAsync("GET /b/orders HTTP/1.1\r\nHost: a\r\n\r\n")).Status);

        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public async Task Change_MergesWhatIsThereAndNullRemoves()
    {
        await using var web = await BinnedWeb.StartAsync();
        await CreateAsync(web, """{"status":202,"headers":{"A":"1","B":"2"},"body":"x"}""");

        var merged = (await web.SendAsync(HttpMethod.Patch, "bins/orders", """{"response":{"status":203,"headers":{"A":null,"C":"3"}},"cors":"*"}""")).Json!;
        var removed = (await web.SendAsync(HttpMethod.Patch, "bins/orders", """{"response":null}""")).Json!;

        Assert.Equal("""{"status":203,"headers":{"B":"2","C":"3"},"body":"x","contentType":null,"delay":0}""", merged["response"]!.ToJsonString());
        Assert.Equal("*", merged["cors"]!.GetValue<string>());
        Assert.Null(removed["response"]);
        Assert.Equal("*", removed["cors"]!.GetValue<string>());
    }

    [Fact]
    public async Task Settings_DeclaredInTheEnvironment_AreThoseOfTheApi()
    {
        await using var web = await BinnedWeb.StartAsync(
            ("Bins__orders__Response__Status", "202"), ("Bins__orders__Response__Headers__X-Shop", "1"), ("Bins__orders__Response__Body", "123"), ("Bins__orders__Response__Delay", "0.01"),
            ("Bins__flaky__Script__Steps__0__Times", "2"), ("Bins__flaky__Script__Steps__0__Response__Status", "503"), ("Bins__flaky__Script__Steps__1__Response__Status", "200"),
            ("Bins__flaky__Script__PerHeader", "webhook-id"), ("Bins__flaky__CloudEvents", "true"), ("Bins__flaky__Cors", "*"));

        var answer = await web.ExchangeAsync("GET /b/orders HTTP/1.1\r\nHost: a\r\n\r\n");
        var flaky = await web.GetAsync("bins/flaky");

        Assert.Equal((202, "123", "1"), (answer.Status, answer.Text, answer.Header("X-Shop")));
        Assert.Equal(
            """{"steps":[{"times":2,"response":{"status":503,"headers":null,"body":null,"contentType":null,"delay":0}},{"times":1,"response":{"status":200,"headers":null,"body":null,"contentType":null,"delay":0}}],"perHeader":"webhook-id"}""",
            flaky["script"]!.ToJsonString());
        Assert.True(flaky["cloudEvents"]!.GetValue<bool>());
    }

    private static async Task CreateAsync(BinnedWeb web, string response)
    {
        var (status, json) = await web.SendAsync(HttpMethod.Post, "bins", $$"""{"name":"orders","response":{{response}}}""");
        Assert.True(status == HttpStatusCode.Created, json?.ToJsonString());
    }
}
