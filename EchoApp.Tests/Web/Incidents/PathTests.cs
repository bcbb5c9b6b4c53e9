using System.Net;
using EchoApp.Tests.Http;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Incidents;

/// <summary>
/// Names and ids taken for paths (Mailpit GHSA-qx5x-85p8-vg4j; mockoon CVE-2025-59049 and GHSA-8wqc-v2q8-vff2; apimock GHSA-72g6-wgrg-vhm7), and files and
/// commands by request (Hoverfly CVE-2024-45388, CVE-2025-54123 GHSA-r4h8-hfp2-ggmf; Ealenn <c>?echo_file=/etc/passwd</c>; whoami <c>?env=true</c>).
/// </summary>
public sealed class PathTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> NoIds => [
        "1", "-1", "...", "..%2f..%2fetc%2fpasswd", "..%5c..%5cetc%5cpasswd", "%2fetc%2fpasswd", "echoapp.db", "..%2faccess-token", "%00", "a%00b", "%252e%252e%252f",
        "00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000000%2f..", "{00000000-0000-0000-0000-000000000000}", "00000000000000000000000000000000",
        "'%20OR%201=1--", "%25", "*"];

    [Theory]
    [MemberData(nameof(NoIds))]
    public async Task Ids_ThatAreNone_FindNothingAndDeleteNothing(string id)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await web.ExchangeAsync("GET /b/orders HTTP/1.1\r\nHost: a\r\n\r\n");

        foreach (var target in (string[])
            [
                $"GET /api/bins/orders/requests/{id}", $"GET /api/bins/orders/requests/{id}/head", $"GET /api/bins/orders/requests/{id}/body", $"DELETE /api/bins/orders/requests/{id}",
                $"GET /api/bins/{id}", $"GET /api/bins/{id}/requests", $"DELETE /api/bins/{id}/requests", $"DELETE /api/bins/{id}", $"GET /api/bins/{id}/requests/{id}/body",
            ])
        {
            var answer = await RawHttp.ExchangeAsync(web.Process.Pages.OnLoopback(), $"{target} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {BinnedWeb.Token}\r\n\r\n", Cancellation);
            Assert.True(answer.Status is 400 or 404, $"{target}: {answer.Status} {answer.Text}");
            Assert.DoesNotContain("root:", answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("SQLite format", answer.Text, StringComparison.Ordinal);
        }

        Assert.Single(await web.RequestsAsync());
        Assert.Empty(web.Process.Faults);
    }

    [Theory]
    [InlineData("../orders")]
    [InlineData("..")]
    [InlineData("/etc/passwd")]
    [InlineData("orders/../../x")]
    [InlineData("..\\\\x")]
    [InlineData("orders\\u0000.db")]
    [InlineData("orders\\n")]
    [InlineData("\\u212a")]
    [InlineData("orders;rm -rf")]
    [InlineData("$(id)")]
    public async Task Names_ThatAreNone_MakeNoBinAndNoFile(string name)
    {
        using var data = new TemporaryDirectory();
        await using var web = await BinnedWeb.StartAsync(("Data__Directory", data.Path), ("Capture__CreateOnFirstUse", "true"));
        var files = Files(data);

        Assert.Equal(HttpStatusCode.BadRequest, (await web.SendAsync(HttpMethod.Post, "bins", $$"""{"name":"{{name}}"}""")).Status);
        Assert.Equal(404, (await web.ExchangeAsync($"GET /b/{Uri.EscapeDataString(name)}x%2f HTTP/1.1\r\nHost: a\r\n\r\n")).Status);

        Assert.Empty((await web.GetAsync("bins"))["items"]!.AsArray());
        Assert.Equal(files, Files(data));
    }

    [Theory]
    [InlineData("{{file.passwd}}")]
    [InlineData("{{file./etc/passwd}}")]
    [InlineData("{{env.Access__Token}}")]
    [InlineData("{{exec.id}}")]
    [InlineData("{{constructor}}")]
    [InlineData("{{header.}}")]
    [InlineData("{{{id}}}")]
    public async Task Placeholders_OfFilesCommandsAndTheEnvironment_AreNone(string body)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        var (status, detail) = await web.RefusalAsync(HttpMethod.Patch, "bins/orders", $$$"""{"response":{"body":"{{{body}}}"}}""");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("which is no placeholder. There are {{id}}, {{bin}}", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_ThatAskForFilesOrTheEnvironment_AreEchoedAndKeptAsAnyOther()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();

        var answer = await web.ExchangeAsync("GET /b/orders/..%2f..%2fetc/passwd?echo_file=/etc/passwd&env=true&echo_env_body=Access__Token HTTP/1.1\r\nHost: a\r\nX-Echo-File: /etc/passwd\r\n\r\n");

        Assert.Equal(200, answer.Status);
        Assert.DoesNotContain("root:", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(BinnedWeb.Token, answer.Text, StringComparison.Ordinal);
        Assert.Equal("/b/orders/..%2f..%2fetc/passwd", (await web.OnlyRequestAsync())["path"]!.GetValue<string>());
    }

    private static string[] Files(TemporaryDirectory data) => [.. Directory.EnumerateFileSystemEntries(data.Path, "*", SearchOption.AllDirectories).Order()];
}
