using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Inspector.Detail;

/// <summary>What the command sends is what was captured.</summary>
public sealed partial class CurlCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET /b/raw/a HTTP/1.1\r\nHost: {authority}\r\nUser-Agent: x\r\nAccept: */*\r\n\r\n")]
    [InlineData("GET /b/raw/../raw/[1-3]{a,b}?q='$(id)'`id`\"\\&b=!! HTTP/1.1\r\nHost: other.example\r\n\r\n")]
    [InlineData("DELETE /b/raw HTTP/1.1\r\nHost: {authority}\r\nX-Empty:\r\nX-Quote: it's \"$HOME\" \\ `id`\r\nx-twice: 1\r\nx-twice: 2\r\n\r\n")]
    [InlineData("POST /b/raw HTTP/1.1\r\nHost: {authority}\r\nContent-Type: text/plain\r\nContent-Length: 21\r\n\r\n@it's\n'$HOME' \\n\\x41\n\n")]
    [InlineData("PUT /b/raw HTTP/1.1\r\nHost: {authority}\r\nContent-Length: 6\r\n\r\n\0\u0001\u0002\u00ff\r\n")]
    [InlineData("POST /b/raw HTTP/1.1\r\nHost: {authority}\r\nTransfer-Encoding: chunked\r\nContent-Type: a/b\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "Transfer-Encoding", "Content-Length")]
    [InlineData("POST /b/raw HTTP/1.1\r\nHost: {authority}\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("GET /b/raw/a#b?c HTTP/1.1\r\nHost: {authority}\r\n\r\n")]
    [InlineData("GET /b/raw HTTP/1.0\r\nX-L: caf\u00e9 \u00c3\u00a9\r\n\r\n")]
    [InlineData("QUERY /b/raw HTTP/1.1\r\nHost: {authority}\r\nX-Bell: a\u0007\u001b[31mb'\r\nContent-Length: 1\r\nContent-Type: a/b\r\n\r\na")]
    public async Task Command_InAShell_SendsTheSameAgain(string request, params string[] differing)
    {
        await using var web = await BinnedWeb.StartAsync();
        await web.SendAsync(HttpMethod.Post, "bins", """{"name":"raw","raw":true}""");
        await web.ExchangeAsync(request.Replace("{authority}", $"localhost:{web.Process.EchoEndPoints[0].Port}", StringComparison.Ordinal));

        await RunAsync(await CommandAsync(web, "raw"));

        var (again, first) = (await SentAsync(web, 0), await SentAsync(web, 1));
        Assert.Equal(first.Line, again.Line);
        Assert.Equal(Fields(first.Request, differing), Fields(again.Request, differing));
        Assert.Equal(first.Body, again.Body);
    }

    /// <summary>curl sends no body with HEAD by itself, and waits for that of the answer.</summary>
    [Fact]
    public async Task Command_OfHeadWithABody_SendsBothAndEnds()
    {
        await using var web = await BinnedWeb.StartAsync();
        await web.SendAsync(HttpMethod.Post, "bins", """{"name":"raw","raw":true}""");
        await web.ExchangeAsync($"HEAD /b/raw HTTP/1.1\r\nHost: localhost:{web.Process.EchoEndPoints[0].Port}\r\nContent-Type: a/b\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc");
        await RunAsync(await CommandAsync(web, "raw"));
        var (again, first) = (await SentAsync(web, 0), await SentAsync(web, 1));
        Assert.Equal((first.Line, "abc"), (again.Line, Encoding.ASCII.GetString(again.Body)));
    }

    /// <summary>What was replaced is shorter than what came, and nothing was cut; text is sent in the charset in which it is kept.</summary>
    [Theory]
    [InlineData("utf-8", "{\"password\":\"correct horse battery staple, and a long one\"}")]
    [InlineData("utf-16le", "{\"password\":\"correct horse battery staple\"}")]
    public async Task Command_OfABodyInWhichSomethingWasReplaced_SendsWhatIsKept(string charset, string body)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        using var content = new ByteArrayContent((charset == "utf-8" ? Encoding.UTF8 : Encoding.Unicode).GetBytes(body)) { Headers = { { "Content-Type", $"application/json; charset={charset}" } } };
        using var sent = await web.Echo.PostAsync("/b/orders", content, Cancellation);
        var command = await CommandAsync(web, "orders");
        Assert.Contains("# What begins with redacted~ was replaced", command, StringComparison.Ordinal);
        Assert.DoesNotContain("only the first", command, StringComparison.Ordinal);
        await RunAsync(command);
        var again = await web.GetAsync($"bins/orders/requests/{(await web.RequestsAsync())[0]!["id"]}");
        Assert.Empty(again["anomalies"]!.AsArray());
        Assert.Equal("application/json; charset=utf-8", (string?)again["contentType"]);
    }

    /// <summary>What turns text round would make the command look like another one.</summary>
    [Fact]
    public async Task Command_OfWhatCannotBeSeen_WritesItsBytes()
    {
        await using var web = await BinnedWeb.StartAsync();
        await web.SendAsync(HttpMethod.Post, "bins", """{"name":"raw","raw":true}""");
        using var sent = await web.Echo.PostAsync("/b/raw", new StringContent("a\u202e'b\u200b"), Cancellation);
        var command = await CommandAsync(web, "raw");
        Assert.Contains("""--data-raw $'a\xe2\x80\xae\'b\xe2\x80\x8b'""", command, StringComparison.Ordinal);
        await RunAsync(command);
        Assert.Equal((await SentAsync(web, 1)).Body, (await SentAsync(web, 0)).Body);
    }

    private static async Task<string> CommandAsync(BinnedWeb web, string bin)
    {
        using var browser = new InspectorClient(web.Process);
        return Command().Match(await browser.GetPartAsync($"{bin}/{(await web.RequestsAsync(bin))[0]!["id"]}")).Groups["command"].Value;
    }

    private static async Task<(string Line, JsonNode Request, byte[] Body)> SentAsync(BinnedWeb web, int index)
    {
        var request = await web.GetAsync($"bins/raw/requests/{(await web.RequestsAsync("raw"))[index]!["id"]}");
        return ($"{request["method"]} {request["target"]} {request["protocol"]}", request, await web.GetBytesAsync($"bins/raw/requests/{request["id"]}/body"));
    }

    private static IEnumerable<string> Fields(JsonNode request, string[] differing) =>
        request["headers"]!.AsArray().Where(field => !differing.Contains((string?)field![0])).Select(field => $"{field![0]}: {field[1]}").Order(StringComparer.Ordinal);

    private static async Task RunAsync(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = shell.StandardError.ReadToEndAsync(Cancellation);
        await shell.StandardOutput.ReadToEndAsync(Cancellation);
        await shell.WaitForExitAsync(Cancellation);
        Assert.True(shell.ExitCode == 0, $"{command}\n{await said}");
    }

    [GeneratedRegex("""<span class="cmd">(?<command>.*?)\n</span>""", RegexOptions.Singleline)]
    private static partial Regex Command();
}
