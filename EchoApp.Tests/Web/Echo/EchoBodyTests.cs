using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xunit;

namespace EchoApp.Tests.Web.Echo;

public sealed class EchoBodyTests : EchoTests
{
    private const int Kept = 1000;

    private protected override Dictionary<string, string?> Settings => new() { ["Echo:MaxBodyKept"] = Kept.ToString(CultureInfo.InvariantCulture) };

    [Fact]
    public async Task Json_OverSeveralLines_IsShownOnOne()
    {
        var response = await Server.ExchangeAsync("POST / HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 24\r\n\r\n{\n \"a\": 1.0,\r\n \"b\": \"\" }");

        Assert.Equal(1, response.Text.Count(c => c == '\n'));
        Assert.EndsWith("\n", response.Text, StringComparison.Ordinal);
        Assert.Equal("""{ "a": 1.0, "b": "" }""", response.Json.GetProperty("body").GetProperty("json").GetRawText());
    }

    [Fact]
    public async Task Body_OfText_IsShownWithLengthAndHash()
    {
        var body = await PostAsync("grüße\t"u8.ToArray(), "text/plain; charset=utf-8");

        Assert.Equal("text/plain; charset=utf-8", body.GetProperty("contentType").GetString());
        Assert.Equal(8, body.GetProperty("length").GetInt32());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("grüße\t"u8)), body.GetProperty("sha256").GetString());
        Assert.Equal("grüße\t", body.GetProperty("text").GetString());
        Assert.False(body.GetProperty("truncated").GetBoolean());
        Assert.False(body.TryGetProperty("error", out _));
        Assert.False(body.TryGetProperty("base64", out _));
    }

    [Fact]
    public async Task Body_OfBytes_IsBase64WithoutAnError()
    {
        byte[] bytes = [0, 1, 0xff, 0xfe, 0x80];

        var body = await PostAsync(bytes, "application/octet-stream");

        Assert.Equal(bytes, body.GetProperty("base64").GetBytesFromBase64());
        Assert.False(body.TryGetProperty("text", out _));
        Assert.False(body.TryGetProperty("error", out _));
    }

    [Theory]
    [InlineData(Kept - 1, false)]
    [InlineData(Kept, false)]
    [InlineData(Kept + 1, true)]
    [InlineData(300_000, true)]
    public async Task Body_AroundWhatIsKept_IsHashedWhole(int length, bool truncated)
    {
        var bytes = Encoding.ASCII.GetBytes(new string('x', length - 1) + "y");

        var body = await PostAsync(bytes, null);

        Assert.Equal(truncated, body.GetProperty("truncated").GetBoolean());
        Assert.Equal(length, body.GetProperty("length").GetInt32());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), body.GetProperty("sha256").GetString());
        Assert.Equal(Math.Min(length, Kept), body.GetProperty("text").GetString()!.Length);
    }

    [Theory]
    [InlineData("é")]
    [InlineData("日")]
    [InlineData("😀")]
    public async Task Body_CutWithinACharacter_IsTextUpToIt(string character)
    {
        for (var shift = 1; shift <= 3; shift++)
        {
            var text = new string('x', Kept - shift) + character + "more";

            var body = await PostAsync(Encoding.UTF8.GetBytes(text), "text/plain");

            Assert.StartsWith(body.GetProperty("text").GetString()!, text, StringComparison.Ordinal);
            Assert.InRange(body.GetProperty("text").GetString()!.Length, Kept - shift, Kept);
            Assert.False(body.TryGetProperty("error", out _));
        }
    }

    [Theory]
    [InlineData("text/plain", "Not valid utf-8 at byte 1, counted from 0.")]
    [InlineData("application/x; charset=utf-8", "Not valid utf-8 at byte 1, counted from 0.")]
    [InlineData("not a type", "Content-Type: not a media type.")]
    [InlineData("application/json", "Not valid utf-8 at byte 1, counted from 0.")]
    public async Task Body_NotInItsCharset_IsBase64WithTheReason(string contentType, string reason)
    {
        byte[] bytes = [(byte)'a', 0xff, 0xd8];

        var body = await PostAsync(bytes, contentType);

        Assert.Equal(bytes, body.GetProperty("base64").GetBytesFromBase64());
        Assert.Equal(reason, body.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("a\0b", 1)]
    [InlineData("a\u001b[31m", 1)]
    [InlineData("abc\b", 3)]
    [InlineData("ü\u007f", 2)]
    public async Task Body_WithControlBytes_IsBase64WithTheReason(string text, int position)
    {
        var bytes = Encoding.UTF8.GetBytes(text);

        var claimed = await PostAsync(bytes, "text/plain");
        var unclaimed = await PostAsync(bytes, null);

        Assert.Equal(bytes, claimed.GetProperty("base64").GetBytesFromBase64());
        Assert.Equal($"Not shown as text: control byte {bytes[position]:x2} at byte {position}, counted from 0.", claimed.GetProperty("error").GetString());
        Assert.Equal(bytes, unclaimed.GetProperty("base64").GetBytesFromBase64());
        Assert.False(unclaimed.TryGetProperty("error", out _));
    }

    [Fact]
    public async Task Body_WithSpacesOfEveryKind_IsText() =>
        Assert.Equal("\t\r\n\f \u0085\u2028", (await PostAsync("\t\r\n\f \u0085\u2028"u8.ToArray(), "text/plain")).GetProperty("text").GetString());

    [Theory]
    [InlineData("application/json", """{"a" : 1e400,"a":12345678901234567890.10, "b":["\ud800"]}""")]
    [InlineData("application/problem+json", " [ ] ")]
    [InlineData("application/json; charset=utf-8", "true")]
    [InlineData("application/x-www-form-urlencoded", "{\"curl\":\"d\"}")]
    [InlineData(null, "[1, 2]")]
    public async Task Json_WhenValid_StaysAsSent(string? contentType, string json)
    {
        var response = await Server.PostAsync(Encoding.UTF8.GetBytes(json), contentType);

        Assert.Equal(json.Trim(), response.Json.GetProperty("body").GetProperty("json").GetRawText());
        Assert.Contains("\"json\":" + json, response.Text, StringComparison.Ordinal);
        Assert.False(response.Json.GetProperty("body").TryGetProperty("error", out _));
    }

    [Theory]
    [InlineData("text/plain", "{not json}")]
    [InlineData("text/plain", "12")]
    [InlineData(null, "{} {}")]
    public async Task Json_NeitherClaimedNorValid_IsNoError(string? contentType, string text)
    {
        var body = await PostAsync(Encoding.UTF8.GetBytes(text), contentType);

        Assert.False(body.TryGetProperty("json", out _));
        Assert.False(body.TryGetProperty("error", out _));
    }

    [Fact]
    public async Task Json_Truncated_IsNotParsed()
    {
        var body = await PostAsync(Encoding.UTF8.GetBytes("[" + new string(' ', Kept) + "]"), "application/json");

        Assert.Equal("Not shown as JSON: truncated.", body.GetProperty("error").GetString());
        Assert.False(body.TryGetProperty("json", out _));
    }

    [Theory]
    [InlineData("Content-Length: 0\r\n")]
    [InlineData("")]
    public async Task Body_WithoutAny_IsNull(string headers)
    {
        var response = await Server.ExchangeAsync($"POST / HTTP/1.1\r\nHost: h\r\n{headers}\r\n");

        Assert.Equal(JsonValueKind.Null, response.Json.GetProperty("body").ValueKind);
    }

    [Fact]
    public async Task Body_OfAGetInChunks_IsShown()
    {
        var response = await Server.ExchangeAsync(
            $"GET / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n{Chunk("ab")}{Chunk("cd")}0\r\nX-Trailer: t\r\n\r\n");

        Assert.Equal("abcd", response.Json.GetProperty("body").GetProperty("text").GetString());
    }

    [Fact]
    public async Task Body_Expecting100Continue_IsAskedFor()
    {
        await using var connection = await Server.ConnectAsync();
        await connection.SendAsync("PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n", CancellationToken);

        var interim = await connection.ReceiveAsync(false, CancellationToken);
        await connection.SendAsync("ok", CancellationToken);
        var final = await connection.ReceiveAsync(false, CancellationToken);

        Assert.Equal(100, interim.Status);
        Assert.Equal("ok", final.Json.GetProperty("body").GetProperty("text").GetString());
    }

    private static string Chunk(string text) => text.Length == 0 ? "" : $"{text.Length:x}\r\n{text}\r\n";

    private async Task<JsonElement> PostAsync(byte[] bytes, string? contentType)
    {
        var response = await Server.PostAsync(bytes, contentType);
        Assert.Equal(200, response.Status);
        return response.Json.GetProperty("body");
    }
}
