using System.Text;
using System.Text.Json;
using Xunit;

namespace EchoApp.Tests.Web.Echo;

public sealed class EchoFormTests : EchoTests
{
    private protected override Dictionary<string, string?> Settings => new() { ["Echo:MaxBodyKept"] = "1000" };

    [Fact]
    public async Task Form_Urlencoded_KeepsNamesValuesAndOrder()
    {
        var body = await PostAsync("b=1&a=x+y&b=%C3%BC&c=%00&d"u8.ToArray());

        Assert.Equal("""{"b":["1","ü"],"a":["x y"],"c":["\u0000"],"d":[""]}""", body.GetProperty("form").GetRawText());
        Assert.False(body.TryGetProperty("error", out _));
    }

    [Fact]
    public async Task Form_Truncated_ShowsTheWholePairs()
    {
        var body = await PostAsync(Encoding.ASCII.GetBytes("a=1&b=" + new string('x', 1000)));

        Assert.Equal("""{"a":["1"]}""", body.GetProperty("form").GetRawText());
    }

    [Theory]
    [InlineData("a=1&b=%FC&c=%FF")]
    [InlineData("a=1&%FC=")]
    public async Task Form_NotInUtf8OncePercentDecoded_IsShownWithTheReason(string text)
    {
        var body = await PostAsync(Encoding.ASCII.GetBytes(text));

        Assert.Equal(text, body.GetProperty("text").GetString());
        Assert.Contains("\ufffd", body.GetProperty("form").GetRawText(), StringComparison.Ordinal);
        Assert.Equal("A form field is not valid utf-8, the first one that which begins at byte 4, counted from 0; U+FFFD stands for what is not.", body.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Form_OfBytesThatAreNoUtf8_IsShownBesideItsBase64()
    {
        byte[] bytes = [.. "a=1&b=gr"u8, 0xfc, .. "n&c=3"u8];

        var body = await PostAsync(bytes);

        Assert.Equal(bytes, body.GetProperty("base64").GetBytesFromBase64());
        Assert.Equal("""{"a":["1"],"b":["gr�n"],"c":["3"]}""", body.GetProperty("form").GetRawText());
        Assert.Equal(
            "Not valid utf-8 at byte 8, counted from 0. A form field is not valid utf-8, the first one that which begins at byte 4, counted from 0; U+FFFD stands for what is not.",
            body.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("iso-8859-1", "a=%FC&b=\u00fc")]
    [InlineData("windows-1252", "a=%FC&b=\u00fc")]
    [InlineData("utf-16le", "a\0=\0\u00fc\0&\0b\0=\0%\0C\03\0%\0B\0C\0")]
    public async Task Form_InItsCharset_IsDecodedByIt(string charset, string latin1)
    {
        var body = await PostAsync(Encoding.Latin1.GetBytes(latin1), $"; charset={charset}");

        Assert.Equal("""{"a":["ü"],"b":["ü"]}""", body.GetProperty("form").GetRawText());
        Assert.False(body.TryGetProperty("error", out _));
    }

    [Fact]
    public async Task Form_OfBytesWithControls_IsNone()
    {
        byte[] bytes = [0x89, .. "PNG\r\n"u8, 0x1a, (byte)'\n', 0];

        var body = await PostAsync(bytes);

        Assert.Equal(bytes, body.GetProperty("base64").GetBytesFromBase64());
        Assert.False(body.TryGetProperty("form", out _));
        Assert.EndsWith("Not shown as a form: control byte 1a at byte 6, counted from 0.", body.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    private async Task<JsonElement> PostAsync(byte[] bytes, string parameters = "")
    {
        var response = await Server.PostAsync(bytes, "application/x-www-form-urlencoded" + parameters);
        Assert.Equal(200, response.Status);
        return response.Json.GetProperty("body");
    }
}
