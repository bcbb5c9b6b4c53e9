using System.Security.Cryptography;
using System.Text.Json;
using Xunit;

namespace EchoApp.Tests.Web.Echo;

public sealed class EchoDecodingTests : EchoTests
{
    private protected override Dictionary<string, string?> Settings => new() { ["Echo:MaxBodyKept"] = "2000", ["Echo:MaxDecodedLength"] = "9000000" };

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("GZIP")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    [InlineData("zstd, gzip")]
    [InlineData("raw-deflate")]
    [InlineData("gzip, br")]
    [InlineData("br,identity , deflate,gzip")]
    public async Task Encoding_KnownOrStacked_IsUndone(string coding)
    {
        var plain = """{"hello":"world"}"""u8.ToArray();
        var compressed = coding.Split(',', StringSplitOptions.TrimEntries).Aggregate(plain, Coding.Apply);

        var body = await PostAsync(compressed, coding.Replace("raw-", "", StringComparison.Ordinal), "application/json");

        Assert.Equal(compressed.Length, body.GetProperty("length").GetInt32());
        Assert.Equal(Hash(compressed), body.GetProperty("sha256").GetString());
        var decoded = body.GetProperty("decoded");
        Assert.Equal(plain.Length, decoded.GetProperty("length").GetInt32());
        Assert.Equal(Hash(plain), decoded.GetProperty("sha256").GetString());
        Assert.Equal("""{"hello":"world"}""", decoded.GetProperty("json").GetRawText());
        Assert.False(body.TryGetProperty("error", out _));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task Encoding_CutShort_ShowsWhatCameWithTheReason(string coding)
    {
        var whole = Coding.Apply(RandomNumberGenerator.GetBytes(900), coding);

        var body = await PostAsync(whole[..^20], coding, "application/octet-stream");

        Assert.Equal(whole.Length - 20, body.GetProperty("length").GetInt32());
        Assert.Equal($"Content-Encoding {coding}: cannot be decoded: the data ends too early, at byte {whole.Length - 20}, counted from 0.", body.GetProperty("error").GetString());
        Assert.True(body.GetProperty("decoded").GetProperty("truncated").GetBoolean());
        Assert.Equal(JsonValueKind.Null, body.GetProperty("decoded").GetProperty("sha256").ValueKind);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("gzip, br")]
    public async Task Encoding_OfGarbage_IsEchoedWithTheReason(string coding)
    {
        var body = await PostAsync("this is not compressed at all, is it?"u8.ToArray(), coding, "text/plain");

        Assert.Equal("this is not compressed at all, is it?", body.GetProperty("text").GetString());
        Assert.Contains("cannot be decoded", body.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lzma", "'lzma' is not known; gzip, deflate, br and zstd are.")]
    [InlineData("gzip, compress", "'compress' is not known")]
    [InlineData("gzip,gzip,gzip,gzip,gzip", "5 codings; at most 4")]
    public async Task Encoding_UnknownOrTooMany_IsSaid(string coding, string reason)
    {
        var body = await PostAsync("abc"u8.ToArray(), coding, "text/plain");

        Assert.Equal("abc", body.GetProperty("text").GetString());
        Assert.Contains(reason, body.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.False(body.TryGetProperty("decoded", out _));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    [InlineData("gzip, gzip")]
    public async Task Encoding_OfABomb_IsStoppedByItsRatio(string coding)
    {
        var bomb = coding.Split(", ").Aggregate(new byte[50_000_000], Coding.Apply);

        var body = await PostAsync(bomb, coding, "application/octet-stream");

        Assert.Equal(Hash(bomb), body.GetProperty("sha256").GetString());
        Assert.Contains("more than 100 times its length (Echo:MaxDecodedRatio)", body.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.InRange(body.GetProperty("decoded").GetProperty("length").GetInt64(), 1_000_000, 8_000_000);
    }

    [Fact]
    public async Task Encoding_OfALongBody_IsStoppedByItsLength()
    {
        var compressed = Coding.Apply(RandomNumberGenerator.GetBytes(10_000_000), "gzip");

        var body = await PostAsync(compressed, "gzip", "application/octet-stream");

        Assert.Equal(Hash(compressed), body.GetProperty("sha256").GetString());
        Assert.Contains("more than 9000000 bytes (Echo:MaxDecodedLength)", body.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Encoding_OfAnInnerBomb_IsStoppedThoughLittleComesOut()
    {
        var member = Coding.Apply("x"u8.ToArray(), "gzip");
        var members = new byte[10_000_000 / member.Length * member.Length];
        for (var i = 0; i < members.Length; i += member.Length)
        {
            member.CopyTo(members, i);
        }

        var body = await PostAsync(Coding.Apply(members, "br"), "gzip, br", "text/plain");

        Assert.Contains("Echo:MaxDecoded", body.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Encoding_OfAMultipart_ShowsItsFields()
    {
        var plain = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--\r\n"u8.ToArray();

        var body = await PostAsync(Coding.Apply(plain, "br"), "br", "multipart/form-data; boundary=b");

        Assert.Equal("""{"a":["1"]}""", body.GetProperty("decoded").GetProperty("form").GetRawText());
        Assert.False(body.TryGetProperty("form", out _));
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private async Task<JsonElement> PostAsync(byte[] bytes, string coding, string contentType)
    {
        var response = await Server.PostAsync(bytes, contentType, $"Content-Encoding: {coding}\r\n");
        Assert.Equal(200, response.Status);
        return response.Json.GetProperty("body");
    }
}
