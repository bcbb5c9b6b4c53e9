using System.Security.Cryptography;
using System.Text.Json;
using Xunit;

namespace EchoApp.Tests.Web.Echo;

public sealed class EchoDecodingFaultTests : EchoTests
{
    private static readonly byte[] _plain = [.. "hello, "u8, .. "hello, hello"u8];

    /// <summary>Bare DEFLATE data that careless decoders take: references to before the beginning, which show what another request left, and endless zeros.</summary>
    [Theory]
    [InlineData("4b446000")]
    [InlineData("4b24fdfa7f00")]
    [InlineData("05e081b46ddbb66ddbb2267f891402")]
    [InlineData("05e081b46ddbb66ddbda17ee1414")]
    public async Task Deflate_MadeToDeceive_IsRefused(string hexadecimal)
    {
        var response = await Server.PostAsync(Convert.FromHexString(hexadecimal), null, "Content-Encoding: deflate\r\n");

        var body = response.Json.GetProperty("body");
        Assert.Contains("this is no DEFLATE data, or it is damaged, at byte ", body.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.InRange(body.GetProperty("decoded").GetProperty("length").GetInt32(), 0, 1);
    }

    [Theory]
    [InlineData("gzip", "gzip data begins with the bytes 1f 8b 08, and this does not, at byte 0, counted from 0.")]
    [InlineData("br", "this is no brotli data, or it is damaged, at byte ")]
    [InlineData("deflate", " at byte ")]
    [InlineData("zstd", "zstd data begins with the bytes 28 b5 2f fd, and this does not, at byte 0, counted from 0.")]
    public async Task Data_OfSomethingElse_IsSaid(string coding, string reason)
    {
        var body = await PostAsync("this is not compressed at all, is it?"u8.ToArray(), coding);

        Assert.StartsWith($"Content-Encoding {coding}: cannot be decoded: ", Error(body), StringComparison.Ordinal);
        Assert.Contains(reason, Error(body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip", -8, "the data's checksum (CRC-32) is ")]
    [InlineData("gzip", -4, "the data's length is 19, and not 18 as is said")]
    [InlineData("deflate", -4, "the data's checksum (Adler-32) is ")]
    public async Task Tail_ThatIsWrong_IsSaidBesideAllThatWasDecoded(string coding, int place, string reason)
    {
        var data = Coding.Apply(_plain, coding);
        data[^-place] ^= 1;

        var body = await PostAsync(data, coding);

        Assert.Contains(reason, Error(body), StringComparison.Ordinal);
        Assert.EndsWith($" as is said at byte {data.Length + place}, counted from 0.", Error(body), StringComparison.Ordinal);
        Assert.Equal("hello, hello, hello", body.GetProperty("decoded").GetProperty("text").GetString());
        Assert.False(body.GetProperty("decoded").GetProperty("truncated").GetBoolean());
    }

    [Fact]
    public async Task Zstd_WithAWrongChecksum_IsSaid()
    {
        byte[] wrong = [0x28, 0xb5, 0x2f, 0xfd, 0x24, 5, 0x29, 0, 0, .. "hello"u8, 1, 2, 3, 4];

        Assert.Contains("the data's checksum (XXH64) is not the one that is said", Error(await PostAsync(wrong, "zstd")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zstd_WithAWindowOverItsLimit_IsRefused()
    {
        byte[] data = [0x28, 0xb5, 0x2f, 0xfd, 0, 14 << 3, 0x29, 0, 0, .. "hello"u8];

        Assert.Contains("the data needs a window of more than 8 MiB (RFC 9659)", Error(await PostAsync(data, "zstd")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zstd_InSeveralFrames_IsOneText()
    {
        byte[] skippable = [0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];
        var frame = Coding.Apply(_plain, "zstd");

        var body = await PostAsync([.. skippable, .. frame, .. frame], "zstd");

        Assert.Equal("hello, hello, hellohello, hello, hello", body.GetProperty("decoded").GetProperty("text").GetString());
        Assert.False(body.TryGetProperty("error", out _));
    }

    [Theory]
    [MemberData(nameof(Coding.All), MemberType = typeof(Coding))]
    public async Task Data_FollowedByOther_IsShownWithWhereItEnds(string coding)
    {
        var data = Coding.Apply(_plain, coding);
        foreach (var more in new byte[][] { [.. "garbage"u8], [0], new byte[50_000] })
        {
            var body = await PostAsync([.. data, .. more], coding);

            Assert.Equal("hello, hello, hello", body.GetProperty("decoded").GetProperty("text").GetString());
            Assert.Equal(
                $"Content-Encoding {coding.Replace("raw-", "", StringComparison.Ordinal)}: the data is followed by {more.Length} bytes that are none of it, at byte {data.Length}, counted from 0.",
                Error(body));
        }
    }

    [Theory]
    [MemberData(nameof(Coding.All), MemberType = typeof(Coding))]
    public async Task Data_CutAnywhere_SaysWhereItEnds(string coding)
    {
        var data = Coding.Apply(_plain, coding);
        for (var length = 1; length < data.Length; length++)
        {
            var body = await PostAsync(data[..length], coding);

            var name = coding.Replace("raw-", "", StringComparison.Ordinal);
            Assert.Equal($"Content-Encoding {name}: cannot be decoded: the data ends too early, at byte {length}, counted from 0.", Error(body));
            Assert.StartsWith(body.GetProperty("decoded").GetProperty("text").GetString()!, "hello, hello, hello", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Stack_WithAFaultWithin_SaysWhichCodingAndInWhat()
    {
        var inner = Coding.Apply(_plain, "gzip")[..^3];

        var body = await PostAsync(Coding.Apply(inner, "br"), "gzip, br");

        Assert.Equal(
            $"Content-Encoding gzip (coding 1 of 2): cannot be decoded: the data ends too early, at byte {inner.Length}, counted from 0, of what undoing coding 2 gave.",
            Error(body));
    }

    [Fact]
    public async Task Gzip_WithEveryKindOfHead_IsDecoded()
    {
        var data = Coding.Apply(_plain, "gzip");
        byte[] whole = [0x1f, 0x8b, 8, 0x1e, .. data[4..10], 3, 0, 1, 2, 3, .. "name"u8, 0, .. "comment"u8, 0, 9, 9, .. data[10..]];

        var body = await PostAsync([.. whole, .. data], "gzip");

        Assert.Equal("hello, hello, hellohello, hello, hello", body.GetProperty("decoded").GetProperty("text").GetString());
        Assert.False(body.TryGetProperty("error", out _));
    }

    private static string Error(JsonElement body) => body.GetProperty("error").GetString()!;

    private async Task<JsonElement> PostAsync(byte[] bytes, string coding)
    {
        var response = await Server.PostAsync(bytes, "text/plain", $"Content-Encoding: {coding.Replace("raw-", "", StringComparison.Ordinal)}\r\n");
        Assert.Equal(200, response.Status);
        var body = response.Json.GetProperty("body");
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), body.GetProperty("sha256").GetString());
        return body;
    }
}
