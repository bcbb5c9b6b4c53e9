using System.Net;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Inspector;

public sealed class SettingsPageTests
{
    private static readonly (string, string)[] _response =
    [
        ("answer", "response"), ("status", "202"), ("delay", ""), ("contentType", "application/json"), ("headers", "Retry-After: 1\r\nX-Probe: a: b\r\n"),
        ("body", "{\"bin\":\"{{bin}}\",\r\n\"q\":\"{{query.example}}\"}"), ("script", ""), ("keepRequests", "5000"), ("keepAge", "7d"), ("keepBytes", ""), ("cors", "*"), ("cloudEvents", "1"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Response_Saved_IsWhatTheBinIsSetTo()
    {
        await using var web = await StartAsync();
        using var browser = new InspectorClient(web.Process);

        Assert.Equal((HttpStatusCode.SeeOther, "/inspect/orders/settings?saved"), await browser.PostAsync("orders/settings", _response));

        var bin = await web.GetAsync("bins/orders");
        Assert.Equal(
            """{"status":202,"headers":{"Retry-After":"1","X-Probe":"a: b"},"body":"{\"bin\":\"{{bin}}\",\n\"q\":\"{{query.example}}\"}","contentType":"application/json","delay":0}""",
            bin["response"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal("""{"requests":5000,"age":"7d","bytes":null}""", bin["retention"]!.ToJsonString());
        Assert.Equal(("*", true, false), ((string?)bin["cors"], (bool)bin["cloudEvents"]!, (bool)bin["raw"]!));
        var page = await browser.GetAsync("orders/settings?saved");
        Assert.Contains("<p>Saved.</p>", page, StringComparison.Ordinal);
        Assert.Contains("\nRetry-After: 1\nX-Probe: a: b</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("name=\"keepAge\" value=\"7d\"", page, StringComparison.Ordinal);

        // What is no longer said is gone, and is not merged with what was.
        await browser.PostAsync("orders/settings", ("answer", "response"), ("status", "204"));
        bin = await web.GetAsync("bins/orders");
        Assert.Equal("""{"status":204,"headers":null,"body":null,"contentType":null,"delay":0}""", bin["response"]!.ToJsonString());
        Assert.Null(bin["retention"]);
        await browser.PostAsync("orders/settings", ("answer", "echo"));
        Assert.Null((await web.GetAsync("bins/orders"))["response"]);
    }

    /// <summary>Nobody's change is written over unseen, and nothing that was typed is lost.</summary>
    [Fact]
    public async Task Settings_ThatSomebodyElseHasChanged_AreNotWrittenOver()
    {
        await using var web = await StartAsync();
        using var browser = new InspectorClient(web.Process);
        var was = ("was", Was(await browser.GetAsync("orders/settings")));
        await web.SendAsync(HttpMethod.Patch, "bins/orders", """{"response":{"status":418}}""");

        var (status, page) = await browser.PostAsync("orders/settings", [was, .. _response]);

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("Somebody has changed these settings since you began.", page, StringComparison.Ordinal);
        Assert.Contains("X-Probe: a: b</textarea>", page, StringComparison.Ordinal);
        Assert.Equal(418, (int)(await web.GetAsync("bins/orders"))["response"]!["status"]!);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.PostAsync("orders/settings", [("was", Was(page)), .. _response])).Status);
        Assert.Equal(202, (int)(await web.GetAsync("bins/orders"))["response"]!["status"]!);

        static string Was(string page) => page.Split("name=\"was\" value=\"")[1].Split('"')[0];
    }

    /// <summary>An answer without content is not the echo; and fields send other ends of lines than were given.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("a\r\nb")]
    [InlineData("a\u2028b\nc")]
    public async Task Body_ThatNobodyHasTouched_StaysAsItIs(string body)
    {
        await using var web = await StartAsync();
        await web.SendAsync(HttpMethod.Patch, "bins/orders", $$$"""{"response":{"status":200,"delay":0.00001,"body":{{{System.Text.Json.JsonSerializer.Serialize(body)}}}}}""");
        using var browser = new InspectorClient(web.Process);
        var page = await browser.GetAsync("orders/settings");
        var field = page.Split("<textarea id=\"body\"")[1].Split(">\n", 2)[1].Split("</textarea>")[0];
        var delay = page.Split("name=\"delay\" value=\"")[1].Split('"')[0];

        var (status, _) = await browser.PostAsync("orders/settings", ("answer", "response"), ("status", "200"), ("delay", delay), ("body", field.Replace("\n", "\r\n", StringComparison.Ordinal)), ("keepAge", "7d"));

        Assert.Equal(HttpStatusCode.SeeOther, status);
        var response = (await web.GetAsync("bins/orders"))["response"]!;
        Assert.Equal((body, 0.00001), ((string?)response["body"], (double)response["delay"]!));
    }

    [Fact]
    public async Task Preview_OfAResponse_IsWhatACallerGets()
    {
        await using var web = await StartAsync();
        using var browser = new InspectorClient(web.Process);

        var (status, preview) = await browser.PostAsync("orders/settings/preview", _response);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Null((await web.GetAsync("bins/orders"))["response"]);
        await browser.PostAsync("orders/settings", _response);
        var answer = await web.ExchangeAsync("POST /b/orders/example?example=1 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        var previewed = preview[preview.IndexOf("HTTP/1.1", StringComparison.Ordinal)..preview.IndexOf("</pre>", StringComparison.Ordinal)].TrimEnd().Split("\n\n", 2);
        var head = previewed[0].Split('\n');
        Assert.Equal("HTTP/1.1 202 Accepted", head[0]);
        Assert.All(head[1..], line => Assert.Contains(line, answer.Headers.Select(header => $"{header.Key}: {header.Value}")));
        Assert.All((string[])["Content-Type", "Content-Length", "Retry-After", "X-Probe", "Cache-Control"], name => Assert.Contains(head, line => line.StartsWith($"{name}: ", StringComparison.Ordinal)));
        Assert.Equal(answer.Text, previewed[1]);
    }

    [Fact]
    public async Task Script_Saved_AnswersInTurnAndIsPreviewedSo()
    {
        const string Script = """{"steps":[{"times":2,"response":{"status":503}},{"response":{"status":429,"delay":0.5}},{"response":{"status":200,"body":"{{number}}"}}],"perHeader":"webhook-id"}""";
        await using var web = await StartAsync();
        using var browser = new InspectorClient(web.Process);

        var (_, preview) = await browser.PostAsync("orders/settings/preview", ("answer", "script"), ("script", Script));
        foreach (var text in (string[])["Requests 1 to 2</h3>", "HTTP/1.1 503 Service Unavailable", "Request 3<span class=\"soft\">, after 0.5 s</span></h3>", "From request 4 on</h3>", "\n\n4\n"])
        {
            Assert.Contains(text, preview, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.SeeOther, (await browser.PostAsync("orders/settings", ("answer", "script"), ("script", Script))).Status);
        Assert.Equal([503, 503, 429, 200], await AnswersAsync(web, 4));

        // Saved as it was shown, it goes on where it was; another begins anew, and keeps nothing of the one before.
        var shown = await browser.GetAsync("orders/settings");
        var text1 = shown.Split("<textarea id=\"script\"")[1].Split(">\n", 2)[1].Split("</textarea>")[0];
        await browser.PostAsync("orders/settings", ("answer", "script"), ("script", text1.Replace("\n", "\r\n", StringComparison.Ordinal)));
        Assert.Equal([200], await AnswersAsync(web, 1));
        await browser.PostAsync("orders/settings", ("answer", "script"), ("script", """{"steps":[{"response":{"status":503}},{"response":{"status":201}}]}"""));
        Assert.Equal([503, 201], await AnswersAsync(web, 2));
        Assert.Null((await web.GetAsync("bins/orders"))["script"]!["perHeader"]);
    }

    [Theory]
    [InlineData("The status must be a whole number.", "answer=response", "status=2OO")]
    [InlineData("response: status must be a whole number from 200 to 599.", "answer=response", "status=99999999999")]
    [InlineData("The delay must be a number of seconds, such as 0.5.", "answer=response", "delay=soon")]
    [InlineData("A header is a name, a colon and a value: Retry-After", "answer=response", "headers=Retry-After")]
    [InlineData("The header A stands there twice.", "answer=response", "headers=A: 1\nA: 2")]
    [InlineData("response: the header Content-Length cannot be set.", "answer=response", "headers=Content-Length: 7")]
    [InlineData("response: body has {{colour}}, which is no placeholder.", "answer=response", "body={{colour}}")]
    [InlineData("script, line 2: ", "answer=script", "script={\n\"steps\": oops}")]
    [InlineData("script, line 1: 'steps' is missing.", "answer=script", "script={}")]
    [InlineData("script, line 1: there is no such member. At $.colour.", "answer=script", "script={\"colour\": 1}")]
    [InlineData("script: it is null.", "answer=script", "script=null")]
    [InlineData("retention: age must be ", "answer=echo", "keepAge=soon")]
    [InlineData("The number of requests to keep must be a whole number.", "answer=echo", "keepRequests=-1")]
    [InlineData("cors must be * or origins", "answer=echo", "cors=app.example")]
    public async Task Settings_ThatCannotBe_AreRefusedAndStayInTheFields(string reason, params string[] fields)
    {
        await using var web = await StartAsync();
        using var browser = new InspectorClient(web.Process);
        var form = fields.Select(field => field.Split('=', 2)).Select(pair => (pair[0], pair[1])).ToArray();
        var before = (await web.GetAsync("bins/orders")).ToJsonString();

        var (status, page) = await browser.PostAsync("orders/settings", form);
        var (_, preview) = await browser.PostAsync("orders/settings/preview", form);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains($"<p id=\"fault\" class=\"trouble\" role=\"alert\">{reason}", page, StringComparison.Ordinal);
        Assert.Matches($" name=\"{fields[1].Split('=')[0]}\"[^>]* aria-invalid=\"true\" aria-describedby=\"fault[ \"]", page);
        Assert.Equal(2, page.Split("aria-invalid").Length);
        Assert.Contains($"<p class=\"trouble\" role=\"status\">{reason}", preview, StringComparison.Ordinal);
        Assert.Contains(form[1].Item2, page, StringComparison.Ordinal);
        Assert.Equal(before, (await web.GetAsync("bins/orders")).ToJsonString());
    }

    [Fact]
    public async Task Bin_Emptied_CanBeFilledAgain()
    {
        await using var web = await StartAsync();
        using var browser = new InspectorClient(web.Process);
        await AnswersAsync(web, 3);

        var (status, path) = await browser.PostAsync("orders/clear");

        Assert.Equal(HttpStatusCode.SeeOther, status);
        Assert.Empty(await web.RequestsAsync());
        var page = await browser.GetAsync(path);
        Assert.Contains("<p>3 requests deleted.</p>", page, StringComparison.Ordinal);
        Assert.Contains("This bin is empty", page, StringComparison.Ordinal);
        var undo = page.Split("action=\"/inspect/orders/undo/")[1].Split('"')[0];
        Assert.Equal((HttpStatusCode.SeeOther, "/inspect/orders?restored=3"), await browser.PostAsync($"orders/undo/{undo}"));
        Assert.Equal(3, (await web.RequestsAsync()).Count);
        Assert.Contains("<p>3 requests brought back.</p>", await browser.GetAsync("orders?restored=3"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.PostAsync($"orders/undo/{undo}")).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("order")]
    [InlineData("Orders")]
    public async Task Bin_WhoseNameIsNotTyped_IsNotDeleted(string typed)
    {
        await using var web = await StartAsync();
        using var browser = new InspectorClient(web.Process);
        var (status, page) = await browser.PostAsync("orders/delete", ("name", typed));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Type orders to delete it.", page, StringComparison.Ordinal);
        Assert.NotNull(await web.GetAsync("bins/orders"));
    }

    [Fact]
    public async Task Bin_WhoseNameIsTyped_IsGone()
    {
        await using var web = await StartAsync();
        using var browser = new InspectorClient(web.Process);
        Assert.Equal((HttpStatusCode.SeeOther, "/inspect"), await browser.PostAsync("orders/delete", ("name", "orders ")));
        Assert.Equal(HttpStatusCode.NotFound, await browser.StatusAsync("orders"));
    }

    [Fact]
    public async Task Bin_ThatConfigurationDeclares_CannotBeDeletedHere()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var browser = new InspectorClient(web.Process);
        Assert.DoesNotContain("orders/delete", await browser.GetAsync("orders/settings"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await browser.PostAsync("orders/delete", ("name", "orders"))).Status);
    }

    private static async Task<BinnedWeb> StartAsync()
    {
        var web = await BinnedWeb.StartAsync();
        await web.SendAsync(HttpMethod.Post, "bins", """{"name":"orders"}""");
        return web;
    }

    private static async Task<List<int>> AnswersAsync(BinnedWeb web, int count)
    {
        List<int> statuses = [];
        for (var i = 0; i < count; i++)
        {
            using var response = await web.Echo.GetAsync($"/b/orders/{i}", Cancellation);
            statuses.Add((int)response.StatusCode);
        }

        return statuses;
    }
}
