using System.Text;
using EchoApp.Tests.Http;
using EchoApp.Tests.Web.Bins;
using Xunit;

namespace EchoApp.Tests.Web.Incidents;

/// <summary>
/// Requests that two servers read differently (Kestrel CVE-2025-55315: a line feed alone in a chunk extension). What is ambiguous is refused; what is only odd
/// is stored as it came, and said.
/// </summary>
public sealed class SmugglingTests
{
    private const string Chunked = "POST /b/orders HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n";
    private const string Smuggled = "GET /b/orders/smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Chunked + "\r\n2;\nxx\r\n34\r\n0\r\n\r\n" + Smuggled)]
    [InlineData(Chunked + "\r\n2;a\nxx\r\n0\r\n\r\n" + Smuggled)]
    [InlineData(Chunked + "\r\n2;a\rxx\r\n0\r\n\r\n" + Smuggled)]
    [InlineData(Chunked + "\r\n2\nxx\r\n0\r\n\r\n" + Smuggled)]
    [InlineData(Chunked + "\r\n2\r\nxxx\r\n0\r\n\r\n" + Smuggled)]
    [InlineData(Chunked + "\r\n0x2\r\nxx\r\n0\r\n\r\n" + Smuggled)]
    [InlineData(Chunked + "Transfer-Encoding: identity\r\n\r\n0\r\n\r\n" + Smuggled)]
    [InlineData("POST /b/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nxx" + Smuggled)]
    [InlineData("POST /b/orders HTTP/1.1\r\nHost: a\r\nContent-Length: +2\r\n\r\nxx" + Smuggled)]
    [InlineData("POST /b/orders HTTP/1.1\r\nHost: a\r\nContent-Length : 2\r\n\r\nxx" + Smuggled)]
    [InlineData("POST /b/orders HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + Smuggled)]
    public async Task Requests_ThatAreAmbiguous_AreRefusedAndNothingOfThemIsStored(string request)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        await using var connection = await RawHttp.ConnectAsync(web.Process.EchoEndPoints[0], Cancellation);
        await connection.SendAsync(request, Cancellation);

        var answers = await connection.ReceiveToEndAsync(Cancellation);

        Assert.Matches("^HTTP/1.1 (400|501) ", answers);
        Assert.Equal(1, answers.Split("HTTP/1.1 ").Length - 1);
        Assert.Empty(await web.RequestsAsync());
    }

    [Theory]
    [InlineData("orders", null)]
    [InlineData("raw", ";a=b")]
    public async Task Requests_WithBothLengthsAndChunkExtensions_AreStoredAsTheyCameAndSaid(string bin, string? detail)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(("Bins__raw__Raw", "true"));
        var head = $"POST /b/{bin} HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n";

        var answer = await web.ExchangeAsync($"{head}2;a=b\r\nhi\r\n0\r\n\r\n");

        Assert.Equal((200, "close"), (answer.Status, answer.Header("Connection")));
        var request = await web.OnlyRequestAsync(bin);
        Assert.Equal(head, Encoding.Latin1.GetString(await web.GetBytesAsync($"bins/{bin}/requests/{request["id"]}/head")));
        Assert.Equal("hi"u8.ToArray(), await web.GetBytesAsync($"bins/{bin}/requests/{request["id"]}/body"));
        var anomalies = request["anomalies"]!.AsArray().ToDictionary(anomaly => anomaly!["code"]!.GetValue<string>(), anomaly => anomaly!["detail"]?.GetValue<string>());
        Assert.Equal(detail, Assert.Contains("chunk-extension", anomalies));
        Assert.Contains("content-length-and-transfer-encoding", anomalies);
    }
}
