using System.Text;
using System.Text.Json;
using Xunit;

namespace EchoApp.Tests.Web.Echo;

public sealed class EchoJsonTests : EchoTests
{
    [Theory]
    [InlineData("{\"a\":", "the text ends too early, ':' and a value is expected at byte 5")]
    [InlineData("{\"a\"", "the text ends too early, ':' and a value is expected at byte 4")]
    [InlineData("{\"a\":1", "the text ends too early, in or after a value, at byte 6")]
    [InlineData("[", "the text ends too early, a value or ']' is expected at byte 1")]
    [InlineData("", "the text ends too early, a value is expected at byte 0")]
    [InlineData(" \n ", "the text ends too early, a value is expected at byte 3")]
    [InlineData("{} {}", "nothing more is expected, and not '{' at byte 3")]
    [InlineData("[1,]", "',' and a value or ']' is expected, and not ']' at byte 3")]
    [InlineData("[1 2]", "',' and a value or ']' is expected, and not '2' at byte 3")]
    [InlineData("{\n\"ü\":1,\n\"b\": x}", "':' and a value is expected, and not 'x' at byte 15")]
    [InlineData("{'a':1}", "a name in double quotes or '}' is expected, and not ''' at byte 1")]
    [InlineData("{\"a\":01}", "a number has '1' where it cannot stand at byte 6")]
    [InlineData("[1.]", "a number has ']' where it cannot stand at byte 3")]
    [InlineData("NaN", "a value is expected, and not 'N' at byte 0")]
    [InlineData("nul", "the text ends too early, in or after a value, at byte 3")]
    [InlineData("[[1]", "the text ends too early, ',' and a value or ']' is expected at byte 4")]
    [InlineData("// c\n1", "a value is expected, and not '/' at byte 0")]
    [InlineData("[\"a\nb\"]", "a string has the control byte 0a, which must be escaped, at byte 3")]
    [InlineData("[\"a\\x\"]", "a string has an escape that there is not at byte 4")]
    [InlineData("[\"abc", "a string has no end: the text ends at byte 5")]
    [InlineData("\ufeff{", "the text ends too early, a name in double quotes or '}' is expected at byte 4")]
    public async Task Json_WhenClaimedButInvalid_IsTextWithTheReason(string text, string reason)
    {
        var body = await PostAsync(Encoding.UTF8.GetBytes(text), "application/json");

        Assert.Equal(text, body.GetProperty("text").GetString());
        Assert.Equal($"Not shown as JSON: {reason}, counted from 0.", body.GetProperty("error").GetString());
        Assert.False(body.TryGetProperty("json", out _));
    }

    [Fact]
    public async Task Json_WithAControlByte_IsBase64WithTheReason()
    {
        var body = await PostAsync("\"\u0001\""u8.ToArray(), "application/json");

        Assert.Equal("\"\u0001\""u8.ToArray(), body.GetProperty("base64").GetBytesFromBase64());
        Assert.Equal("Not shown as JSON: a string has the control byte 01, which must be escaped, at byte 1, counted from 0.", body.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData(61, true)]
    [InlineData(62, false)]
    [InlineData(500, false)]
    public async Task Json_Nested_IsShownUpToItsDepthLimit(int depth, bool shown)
    {
        var body = await PostAsync(Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth)), "application/json");

        Assert.Equal(shown, body.TryGetProperty("json", out _));
        Assert.Equal(shown, !body.TryGetProperty("error", out _));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"\":")]
    public async Task Json_NestedTooDeep_SaysWhere(string level)
    {
        var body = await PostAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(level, 80))), "application/json");

        Assert.Equal($"Not shown as JSON: more than 61 levels of objects and arrays begin at byte {61 * level.Length}, counted from 0.", body.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("utf-16le", true)]
    [InlineData("utf-16be", false)]
    public async Task Json_InUtf16_IsShownOrSaidWhereInItsUtf8(string charset, bool isLittle)
    {
        var encoding = isLittle ? Encoding.Unicode : Encoding.BigEndianUnicode;

        var good = await PostAsync(encoding.GetBytes("\ufeff{\"ü\":1}"), $"application/json; charset={charset}");
        var bad = await PostAsync(encoding.GetBytes("{\"ü\" 1}"), $"application/json; charset={charset}");

        Assert.Equal("{\"ü\":1}", good.GetProperty("json").GetRawText());
        Assert.False(good.TryGetProperty("error", out _));
        Assert.Equal("Not shown as JSON: ':' and a value is expected, and not '1' at byte 6 of its UTF-8 form, counted from 0.", bad.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Json_DamagedAtRandom_IsToldInOurWords()
    {
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var bytes = "{\"a\":[1,-2.5e3,true,null,\"\\u00fc\\n\"],\n \"b\":{}}"u8.ToArray();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

            var body = await PostAsync(bytes[..random.Next(1, bytes.Length + 1)], "application/json");

            if (body.TryGetProperty("error", out var error))
            {
                Assert.Matches("^Not (shown as JSON|valid utf-8).* at byte [0-9]+, counted from 0\\.$", error.GetString());
            }
        }
    }

    private async Task<JsonElement> PostAsync(byte[] bytes, string contentType)
    {
        var chunk = bytes.Length == 0 ? "" : $"{bytes.Length:x}\r\n{Encoding.Latin1.GetString(bytes)}\r\n";
        await using var connection = await Server.ConnectAsync();
        await connection.SendAsync(
            Encoding.Latin1.GetBytes($"POST / HTTP/1.1\r\nHost: h\r\nContent-Type: {contentType}\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}0\r\n\r\n"), CancellationToken);
        var response = await connection.ReceiveAsync(false, CancellationToken);
        Assert.Equal(200, response.Status);
        return response.Json.GetProperty("body");
    }
}
