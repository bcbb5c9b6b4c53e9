using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Xunit;

namespace EchoApp.Tests.Web.Echo;

public sealed class EchoMultipartTests : EchoTests
{
    private protected override Dictionary<string, string?> Settings => new() { ["Echo:MaxBodyKept"] = "100000" };

    [Fact]
    public async Task Multipart_OfFieldsAndFiles_ShowsBoth()
    {
        var body = await PostAsync(
            "preamble\r\n--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"n \\\"q\\\" ü.txt\"\r\nContent-Type: text/plain\r\n\r\nabc\r\n"
            + "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nü\r\n"
            + "--b\r\ncontent-disposition: form-data; name=\"e\"; filename=\"\"\r\n\r\n\r\n--b--\r\nepilogue");

        Assert.Equal("""{"a":["1","ü"]}""", body.GetProperty("form").GetRawText());
        Assert.Equal(2, body.GetProperty("files").GetArrayLength());
        var file = body.GetProperty("files")[0];
        Assert.Equal("f", file.GetProperty("name").GetString());
        Assert.Equal("n \"q\" ü.txt", file.GetProperty("filename").GetString());
        Assert.Equal("text/plain", file.GetProperty("type").GetString());
        Assert.Equal(3, file.GetProperty("length").GetInt32());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("abc"u8)), file.GetProperty("sha256").GetString());
        Assert.Equal("", body.GetProperty("files")[1].GetProperty("filename").GetString());
        Assert.Equal(
            "Multipart has 8 bytes before its first boundary, from byte 0 on, which are part of nothing. "
            + "Multipart has 10 bytes after its closing boundary, from byte 289 on, counted from 0, which are part of nothing.",
            body.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Multipart_WithAFileLongerThanWhatIsKept_MeasuresItWhole()
    {
        var file = RandomNumberGenerator.GetBytes(3_000_000);
        byte[] bytes = [.. "--b\r\nContent-Disposition: form-data; name=f; filename=x\r\n\r\n"u8, .. file, .. "\r\n--b\r\nContent-Disposition: form-data; name=z\r\n\r\nlast\r\n--b--"u8];

        var body = (await Server.PostAsync(bytes, "multipart/form-data; boundary=b")).Json.GetProperty("body");

        Assert.True(body.GetProperty("truncated").GetBoolean());
        Assert.Equal(file.Length, body.GetProperty("files")[0].GetProperty("length").GetInt32());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(file)), body.GetProperty("files")[0].GetProperty("sha256").GetString());
        Assert.Equal("""{"z":["last"]}""", body.GetProperty("form").GetRawText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("; boundary=")]
    [InlineData("; boundary=\"\"")]
    public async Task Multipart_WithoutABoundary_IsEchoedWithTheReason(string parameter)
    {
        var body = await PostAsync("--b\r\n\r\n--b--", "multipart/form-data" + parameter);

        Assert.Equal("--b\r\n\r\n--b--", body.GetProperty("text").GetString());
        Assert.NotNull(body.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b\r\nContent-Disposition: form-data; name=c\r\n\r\n2")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b\r\nContent-Dispo")]
    public async Task Multipart_BrokenOff_ShowsThePartsBefore(string text)
    {
        var body = await PostAsync(text);

        Assert.Equal("1", body.GetProperty("form").GetProperty("a")[0].GetString());
        Assert.StartsWith("Multipart cannot be read to its end: ", body.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(text, body.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("no boundary in here")]
    [InlineData("\r\n")]
    [InlineData("--c\r\n\r\n--c--")]
    public async Task Multipart_OfSomethingElse_IsEchoedWithTheReason(string text)
    {
        var body = await PostAsync(text);

        Assert.Equal(text, body.GetProperty("text").GetString());
        Assert.NotNull(body.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Multipart_PartWithoutDisposition_IsAFileWithoutAName()
    {
        var body = await PostAsync("--b\r\n\r\nabc\r\n--b--");

        Assert.Equal(JsonValueKind.Null, body.GetProperty("files")[0].GetProperty("name").ValueKind);
        Assert.Equal(3, body.GetProperty("files")[0].GetProperty("length").GetInt32());
        Assert.Equal("The part at byte 5, counted from 0, has no Content-Disposition.", body.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Multipart_Mixed_NeedsNoDisposition()
    {
        var body = await PostAsync("--b\r\nContent-Type: application/json\r\n\r\n{}\r\n--b--", "multipart/mixed; boundary=\"b\"");

        Assert.Equal("application/json", body.GetProperty("files")[0].GetProperty("type").GetString());
        Assert.False(body.TryGetProperty("error", out _));
    }

    [Theory]
    [InlineData(10_000, false)]
    [InlineData(10_001, true)]
    public async Task Multipart_OfManyParts_IsShownUpToItsLimit(int count, bool cut)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append("--b\r\nContent-Disposition: form-data; name=n\r\n\r\n1\r\n");
        }

        var body = await PostAsync(text.Append("--b--").ToString());

        Assert.Equal(10_000, body.GetProperty("form").GetProperty("n").GetArrayLength());
        Assert.Equal(cut, body.TryGetProperty("error", out _));
        Assert.Equal(text.Length, body.GetProperty("length").GetInt32());
    }

    [Fact]
    public async Task Multipart_FieldsLongerThanWhatIsKept_AreCut()
    {
        var body = await PostAsync($"--b\r\nContent-Disposition: form-data; name=a\r\n\r\n{new string('x', 200_000)}\r\n--b--");

        Assert.Equal(100_000, body.GetProperty("form").GetProperty("a")[0].GetString()!.Length);
        Assert.Contains("Form fields are cut", body.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gr\u00fcn", "")]
    [InlineData("a\0b", "")]
    [InlineData("gr\u00fcn", "Content-Type: text/plain; charset=utf-8\r\n")]
    public async Task Multipart_PartOfBytesWithoutAFileName_IsAFile(string content, string headers)
    {
        var response = await Server.PostAsync(
            Encoding.Latin1.GetBytes($"--b\r\nContent-Disposition: form-data; name=a\r\n{headers}\r\n{content}\r\n--b--"), "multipart/form-data; boundary=b");

        var body = response.Json.GetProperty("body");
        var file = body.GetProperty("files")[0];
        Assert.Equal("{}", body.GetProperty("form").GetRawText());
        Assert.Equal("a", file.GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, file.GetProperty("filename").ValueKind);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(content))), file.GetProperty("sha256").GetString());
        Assert.Contains("The part at byte 5, counted from 0, has no filename and is no utf-8 text: it is among the files.", body.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Type: text/plain; charset=iso-8859-1\r\n", "")]
    [InlineData("", "--b\r\nContent-Disposition: form-data; name=_charset_\r\n\r\niso-8859-1\r\n")]
    public async Task Multipart_FieldInACharset_IsDecodedByIt(string headers, string before)
    {
        var response = await Server.PostAsync(
            Encoding.Latin1.GetBytes($"{before}--b\r\nContent-Disposition: form-data; name=a\r\n{headers}\r\ngr\u00fcn\r\n--b--"), "multipart/form-data; boundary=b");

        Assert.Equal("grün", response.Json.GetProperty("body").GetProperty("form").GetProperty("a")[0].GetString());
        Assert.False(response.Json.GetProperty("body").TryGetProperty("error", out _));
    }

    private async Task<JsonElement> PostAsync(string text, string contentType = "multipart/form-data; boundary=b")
    {
        var response = await Server.PostAsync(Encoding.UTF8.GetBytes(text), contentType);
        Assert.Equal(200, response.Status);
        return response.Json.GetProperty("body");
    }
}
