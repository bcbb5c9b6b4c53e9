using System.Text;
using Xunit;

namespace EchoApp.Tests.Web.Echo;

/// <summary>What an answer may cost: with the usual settings, and whatever is sent. The head has a limit of its own, of 64 KiB.</summary>
public sealed class EchoAnswerSizeTests : EchoTests
{
    private const int MebiByte = 1024 * 1024;

    /// <summary>As docs/echo.md says.</summary>
    private const int Largest = 32 * MebiByte;

    /// <summary>Of an answer to a short body, however much it decodes to.</summary>
    private const int LargestOfFew = 640 * 1024;

    private const string Field = "--b\r\nContent-Disposition: form-data; name=";

    public static TheoryData<string, string?, string?> Worst => new()
    {
        { "nul", null, null },
        { "nul", "text/plain", null },
        { "nul", "application/x-www-form-urlencoded", null },
        { "quotes", "application/x-www-form-urlencoded", null },
        { "c1", "text/plain; charset=iso-8859-1", null },
        { "c1", "application/x-www-form-urlencoded; charset=iso-8859-1", null },
        { "c1", "application/x-www-form-urlencoded; charset=iso-8859-1", "gzip" },
        { "json", "application/x-www-form-urlencoded", null },
        { "json", "application/x-www-form-urlencoded", "zstd" },
        { "astral", "application/x-www-form-urlencoded", null },
        { "pairs", "application/x-www-form-urlencoded", null },
        { "fields", "multipart/form-data; boundary=b", null },
        { "headers", "multipart/form-data; boundary=b", null },
        { "headers", "multipart/form-data; boundary=b", "br" },
        { "nested", "application/json", null },
        { "names", "multipart/form-data; boundary=b", null },
        { "quoted field", "multipart/form-data; boundary=b", null },
        { "everything", "multipart/form-data; boundary=b; charset=iso-8859-1", null },
    };

    public static TheoryData<string, string> OfFew => new()
    {
        { "nul", "text/plain" },
        { "c1", "application/x-www-form-urlencoded; charset=iso-8859-1" },
        { "json", "application/x-www-form-urlencoded" },
        { "pairs", "application/x-www-form-urlencoded" },
        { "fields", "multipart/form-data; boundary=b" },
        { "headers", "multipart/form-data; boundary=b" },
        { "quoted field", "multipart/form-data; boundary=b" },
    };

    [Theory]
    [MemberData(nameof(Worst))]
    public async Task Answer_ToTheWorst_StaysWithinItsBound(string what, string? type, string? coding)
    {
        var bytes = Make(what, MebiByte);

        foreach (var target in (string[])["/", "/?pretty"])
        {
            var response = await Server.PostAsync(
                coding is null ? bytes : Coding.Apply(bytes, coding), type, coding is null ? "" : $"Content-Encoding: {coding}\r\n", target);

            Assert.Equal(200, response.Status);
            Assert.InRange(response.Text.Length, 1, Largest);
        }
    }

    [Theory]
    [MemberData(nameof(OfFew))]
    public async Task Answer_ToAShortBodyInFourCodings_IsShort(string what, string type)
    {
        var bytes = Make(what, MebiByte);
        for (var i = 0; i < 4; i++)
        {
            bytes = Coding.Apply(bytes, "br");
        }

        var response = await Server.PostAsync(bytes, type, "Content-Encoding: br, br, br, br\r\n", "/?pretty");

        Assert.InRange(bytes.Length, 1, 2000);
        Assert.InRange(response.Text.Length, 1, LargestOfFew);
        Assert.True(response.Json.GetProperty("body").GetProperty("decoded").GetProperty("truncated").GetBoolean());
        Assert.Contains(
            "Of what was decoded only 65536 bytes are shown: 32 for each byte received, and 65536 in any case.",
            response.Json.GetProperty("body").GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decoded_OfManyBytes_IsShownInProportion()
    {
        var bytes = Coding.Apply(new byte[MebiByte], "gzip");

        var body = (await Server.PostAsync(bytes, null, "Content-Encoding: gzip\r\n")).Json.GetProperty("body");

        var decoded = body.GetProperty("decoded");
        Assert.Equal(MebiByte, decoded.GetProperty("length").GetInt32());
        Assert.Equal(Math.Max(64 * 1024, 32 * bytes.Length), decoded.GetProperty("base64").GetBytesFromBase64().Length);
        Assert.NotNull(decoded.GetProperty("sha256").GetString());
    }

    private static byte[] Make(string what, int length)
    {
        if (what == "everything")
        {
            var controls = new string('\u0093', length);
            var field = Field + $"a\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n{controls}\r\n";
            return [.. Encoding.Latin1.GetBytes(Field + $"f; filename=x\r\n\r\n{controls}\r\n{field}"), .. Make("names", 512 * 1024), .. Make("fields", length)];
        }

        var (begin, repeated, end) = what switch
        {
            "nul" => ("", "\0", ""),
            "quotes" => ("", "\"", ""),
            "c1" => ("", "\u0093", ""),
            "json" => ("[\"", "\\\"", "\"]"),
            "nested" => (new string('[', 60) + "1", ",1", new string(']', 60)),
            "astral" => ("", "\u00f0\u009f\u0098\u0080", ""),
            "pairs" => ("", "a&", ""),
            "fields" => ("", Field + "a\r\n\r\n1\r\n", "--b--"),
            "headers" => ("", Field + "a\r\n" + string.Concat(Enumerable.Repeat("X: \u0093\u0093\r\n", 90)) + "\r\n1\r\n", "--b--"),
            "names" => ("", Field + "\"" + new string('\u0093', 16_000) + "\"; filename=x\r\n\r\n1\r\n", "--b--"),
            _ => (Field + "a\r\n\r\n", "\"", "\r\n--b--"),
        };
        var count = (length - begin.Length - end.Length) / repeated.Length;
        return Encoding.Latin1.GetBytes(begin + string.Concat(Enumerable.Repeat(repeated, count)) + end);
    }
}
