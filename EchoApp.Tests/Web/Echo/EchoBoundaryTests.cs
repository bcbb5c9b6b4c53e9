using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EchoApp.Web.Echo.Body;
using EchoApp.Web.Echo.Body.Multipart;
using EchoApp.Web.Memory;
using Xunit;

namespace EchoApp.Tests.Web.Echo;

/// <summary>Where the parts of a multipart body begin and end.</summary>
public sealed class EchoBoundaryTests : EchoTests
{
    private const string Head = "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n";

    [Theory]
    [InlineData("1\r\n--b--\r\n", "1")]
    [InlineData("1\r\n--b--", "1")]
    [InlineData("1\r\n--b-- \t\r\n", "1")]
    [InlineData("\r\n--b--", "")]
    [InlineData("--b--", "")]
    [InlineData("\r\n\r\n--b--", "\r\n")]
    [InlineData("1\n\r\n--b--", "1\n")]
    [InlineData("1\r\r\n--b--", "1\r")]
    [InlineData("1\r\n--bb\r\n--b--", "1\r\n--bb")]
    [InlineData("1\r\n--b x\r\n--b--", "1\r\n--b x")]
    [InlineData("1\r\n -- b\r\n--b--", "1\r\n -- b")]
    [InlineData("a--b--\r\n--b--", "a--b--")]
    [InlineData("1\r\n--\r\n--b--", "1\r\n--")]
    public async Task Content_UpToItsBoundary_IsShown(string rest, string value)
    {
        var body = await PostAsync(Head + rest);

        Assert.Equal(value, body.GetProperty("form").GetProperty("a")[0].GetString());
    }

    [Fact]
    public async Task Body_InBareLineFeeds_IsTakenApartWithANote()
    {
        var body = await PostAsync("--b\nContent-Disposition: form-data; name=a\n\n1\n2\n--b\nContent-Disposition: form-data; name=c\n\n3\n--b--\n");

        Assert.Equal("""{"a":["1\n2"],"c":["3"]}""", body.GetProperty("form").GetRawText());
        Assert.Equal("The line of the boundary at byte 0, counted from 0, begins or ends with a bare LF instead of CRLF.", body.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData(Head + "value", "value")]
    [InlineData(Head + "value\r\n--", "value\r\n--")]
    [InlineData(Head + "value\r", "value\r")]
    public async Task Field_WhoseEndIsMissing_IsShownWithTheReason(string text, string value)
    {
        var body = await PostAsync(text);

        Assert.Equal(value, body.GetProperty("form").GetProperty("a")[0].GetString());
        Assert.Equal(
            $"Multipart cannot be read to its end: the closing boundary is missing where the body ends, at byte {text.Length}, counted from 0, in the part that begins at byte 5.",
            body.GetProperty("error").GetString());
    }

    [Fact]
    public async Task File_WhoseEndIsMissing_IsMeasuredAsFarAsItCame()
    {
        var body = await PostAsync("--b\r\nContent-Disposition: form-data; name=a; filename=f\r\n\r\nabc");

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("abc"u8)), body.GetProperty("files")[0].GetProperty("sha256").GetString());
        Assert.Contains("the closing boundary is missing", body.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Field_InBrokenGzip_IsShownAsFarAsItCame()
    {
        var data = Coding.Apply(Encoding.ASCII.GetBytes(Head + "value that goes on"), "gzip")[..^8];

        var response = await Server.PostAsync(data, "multipart/form-data; boundary=b", "Content-Encoding: gzip\r\n");

        var body = response.Json.GetProperty("body");
        Assert.Equal("value that goes on", body.GetProperty("decoded").GetProperty("form").GetProperty("a")[0].GetString());
        Assert.Contains("the data ends too early", body.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(16 * 1024)]
    [InlineData(200_000)]
    public async Task Preamble_OfAnyLength_IsSkippedWithANote(int length)
    {
        var body = await PostAsync(new string('p', length) + "\r\n" + Head + "1\r\n--b--");

        Assert.Equal("""{"a":["1"]}""", body.GetProperty("form").GetRawText());
        Assert.Equal($"Multipart has {length} bytes before its first boundary, from byte 0 on, which are part of nothing.", body.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("epilogue")]
    [InlineData("\r\nepilogue")]
    [InlineData("\r\n--b\r\n\r\nmore\r\n--b--")]
    public async Task Epilogue_OfAnyKind_IsSkippedWithANote(string epilogue)
    {
        var body = await PostAsync(Head + "1\r\n--b--" + epilogue);

        Assert.Equal("""{"a":["1"]}""", body.GetProperty("form").GetRawText());
        Assert.Equal(
            $"Multipart has {epilogue.Length} bytes after its closing boundary, from byte {Head.Length + 8} on, counted from 0, which are part of nothing.",
            body.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Head_WithoutAnEmptyLine_IsEndedByTheBoundary()
    {
        var body = await PostAsync("--b\r\nContent-Disposition: form-data; name=a\r\n--b\r\nContent-Disposition: form-data; name=c\r\n\r\n2\r\n--b--");

        Assert.Equal("""{"a":[""],"c":["2"]}""", body.GetProperty("form").GetRawText());
        Assert.Equal("No empty line ends the headers before the boundary at byte 45, counted from 0.", body.GetProperty("error").GetString());
    }

    /// <summary>However the bytes come in, the parts are the same, and their bytes are those between the boundaries.</summary>
    [Fact]
    public async Task Parts_OfRandomBytesInRandomPieces_AreFoundWhole()
    {
        var random = new Random(3);
        for (var i = 0; i < 200; i++)
        {
            var contents = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Content(random)).ToList();
            using var whole = new MemoryStream();
            foreach (var content in contents)
            {
                whole.Write("--bound\r\nContent-Disposition: form-data; name=a; filename=f\r\n\r\n"u8);
                whole.Write(content);
                whole.Write("\r\n"u8);
            }

            whole.Write("--bound--"u8);
            var notes = new BodyNotes();
            using var hold = new RequestHold(new RequestMemory(new MemoryBudget(long.MaxValue), new PageSlots(4096), new PageSlots(4096)));
            using var parts = new PartCollector(new BodyType("multipart/form-data", null, "bound"), hold, notes, 1000);
            using var parser = new MultipartParser(new DribblingStream(whole.ToArray(), random), "bound"u8, parts, notes);

            await parser.ReadAsync(CancellationToken);

            Assert.Equal(contents.Select(content => Convert.ToHexStringLower(SHA256.HashData(content))), parts.Finish().Select(part => part.Sha256));
            Assert.Null(notes.Text);
        }
    }

    /// <summary>Bytes in which much looks like a boundary and nothing is one.</summary>
    private static byte[] Content(Random random)
    {
        string[] pieces = ["\r\n--boun", "\r\n--", "\r", "\n", "\r\n", "--boundx", "\r\n--bound!", "abc", "\0", new string('x', 20_000)];
        var text = new StringBuilder();
        for (var count = random.Next(12); count > 0; count--)
        {
            text.Append(pieces[random.Next(pieces.Length)]).Append('.');
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private async Task<JsonElement> PostAsync(string text)
    {
        var response = await Server.PostAsync(Encoding.UTF8.GetBytes(text), "multipart/form-data; boundary=b");
        Assert.Equal(200, response.Status);
        return response.Json.GetProperty("body");
    }
}
