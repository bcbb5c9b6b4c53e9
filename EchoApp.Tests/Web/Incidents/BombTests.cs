using System.Text;
using EchoApp.Tests.Http;
using EchoApp.Tests.Web.Bins;
using EchoApp.Tests.Web.Echo;
using Xunit;

namespace EchoApp.Tests.Web.Incidents;

/// <summary>
/// A little that becomes a lot: compressed bodies (mendhak/docker-http-https-echo decompresses without a limit; Mailpit GHSA-75mr-qw9x-3r39 does so with
/// images), which are decoded here to look for secrets, and bodies that are made so that looking for them takes long.
/// </summary>
public sealed class BombTests
{
    private const int Decoded = 64 * 1024 * 1024;

    private static readonly (string Name, string Value) _smallHeap = ("DOTNET_GCHeapHardLimit", $"{96 * 1024 * 1024:x}");

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("gzip, gzip")]
    [InlineData("zstd, br, gzip")]
    public async Task Bombs_SentToABin_AreDecodedNoFurtherThanTheirRatioAllows(string codings)
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(_smallHeap);
        byte[] bomb = [.. "{\"password\":\"hunter2-hunter2-hunter2\",\"a\":\""u8, .. new byte[Decoded]];
        foreach (var coding in codings.Split(", "))
        {
            bomb = Coding.Apply(bomb, coding);
        }

        Assert.Equal(200, (await ExchangeAsync(web, "application/json", bomb, $"Content-Encoding: {codings}\r\n")).Status);

        var request = await web.OnlyRequestAsync();
        var body = request["body"]!;
        Assert.Equal((bomb.Length, "decoded"), (body["length"]!.GetValue<int>(), body["form"]!.GetValue<string>()));
        Assert.InRange(body["kept"]!.GetValue<int>(), 1, (1024 * 1024) + "redacted~23~0123456789abcdef~ter2".Length);
        Assert.Contains("times", body["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.StartsWith("{\"password\":\"redacted~23~", Encoding.Latin1.GetString(await web.GetBytesAsync($"bins/orders/requests/{request["id"]}/body")), StringComparison.Ordinal);

        Assert.Empty(web.Process.Faults);
    }

    /// <summary>Answered before the client's patience ends, which is ten seconds: what takes a second for 1 MiB would take hours if it grew with the square.</summary>
    [Theory]
    [InlineData("application/json", "[", "")]
    [InlineData("application/json", "{\"a\":", "")]
    [InlineData("application/json", "\\", "\"")]
    [InlineData("application/json", "\"\\\"", "")]
    [InlineData("application/json", "{\"password\":{", "")]
    [InlineData("application/json", "{\"password", "")]
    [InlineData("application/json", "{\"a\":\"{\\\"a\\\":\\\"", "")]
    [InlineData("application/x-www-form-urlencoded", "%25", "password=a")]
    [InlineData("application/x-www-form-urlencoded", "a=%7B&", "")]
    [InlineData("application/x-www-form-urlencoded", "p%61ssword=&", "")]
    [InlineData("application/x-www-form-urlencoded", "=", "")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\n", "")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n", "")]
    [InlineData("multipart/form-data; boundary=x", "\r\n--", "")]
    [InlineData("multipart/form-data", "--a\r\n", "")]
    [InlineData("text/plain", "password=", "")]
    public async Task Bodies_MadeToTakeLong_AreRedactedInTime(string type, string piece, string end)
    {
        const int Length = 1024 * 1024;
        await using var web = await BinnedWeb.StartWithOrdersAsync();
        var body = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(piece, (Length - end.Length) / piece.Length)) + end);

        Assert.Equal(200, (await ExchangeAsync(web, type, body, "")).Status);

        Assert.Single(await web.RequestsAsync());
    }

    private static async Task<RawResponse> ExchangeAsync(BinnedWeb web, string type, byte[] body, string fields)
    {
        await using var connection = await RawHttp.ConnectAsync(web.Process.EchoEndPoints[0], TestContext.Current.CancellationToken);
        await connection.SendAsync($"POST /b/orders HTTP/1.1\r\nHost: a\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n{fields}\r\n", TestContext.Current.CancellationToken);
        await connection.SendAsync(body, TestContext.Current.CancellationToken);
        return await connection.ReceiveAsync(isHead: false, TestContext.Current.CancellationToken);
    }
}
