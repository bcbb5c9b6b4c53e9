using System.Text;
using System.Text.Json;
using Xunit;

namespace EchoApp.Tests.Web.Echo;

/// <summary>What is said of a multipart body's parts: their names and headers.</summary>
public sealed class EchoPartTests : EchoTests
{
    private const string Field = "Content-Disposition: form-data; name=a";

    [Fact]
    public async Task Parts_OfFieldsAndFiles_HaveAllTheirHeadersInOrder()
    {
        var body = await PostAsync(
            "--b\r\nX-One: 1\r\nContent-Disposition: form-data; name=\"a\"\r\ncontent-type: text/plain; charset=utf-8\r\nx-one:  2 \r\n\r\nfield\r\n"
            + "--b\r\nContent-Disposition: form-data; name=f; filename=x.bin\r\nContent-Type: application/x\r\nContent-Transfer-Encoding: binary\r\nX-É: ü\r\n\r\n12\r\n--b--");

        Assert.Equal(
            """[{"name":"a","filename":null,"type":"text/plain; charset=utf-8","length":5,"headers":[["X-One","1"],["Content-Disposition","form-data; name=\"a\""],["content-type","text/plain; charset=utf-8"],["x-one","2"]]},"""
            + """{"name":"f","filename":"x.bin","type":"application/x","length":2,"headers":[["Content-Disposition","form-data; name=f; filename=x.bin"],["Content-Type","application/x"],["Content-Transfer-Encoding","binary"],["X-É","ü"]]}]""",
            body.GetProperty("parts").GetRawText());
        Assert.Equal("""{"a":["field"]}""", body.GetProperty("form").GetRawText());
        Assert.Equal("x.bin", Assert.Single(body.GetProperty("files").EnumerateArray()).GetProperty("filename").GetString());
        Assert.False(body.TryGetProperty("error", out _));
    }

    [Theory]
    [InlineData("\"a\\b.txt\"", "a\\b.txt")]
    [InlineData("\"C:\\dir\\new.txt\"", "C:\\dir\\new.txt")]
    [InlineData("\"a\\\\b.txt\"", "a\\\\b.txt")]
    [InlineData("\"a\\\"b.txt\"", "a\"b.txt")]
    [InlineData("\"a\\\"b\\\".txt\"", "a\"b\".txt")]
    [InlineData("\"C:\\\"", "C:\\")]
    [InlineData("\"a%22b%0d%0a.txt\"", "a%22b%0d%0a.txt")]
    [InlineData("\"=?utf-8?B?w7w=?=\"", "=?utf-8?B?w7w=?=")]
    [InlineData("\"=?utf-8?Q?=C3=BC?=\"", "=?utf-8?Q?=C3=BC?=")]
    [InlineData("\"a;b=c.txt\"", "a;b=c.txt")]
    [InlineData("token.txt", "token.txt")]
    [InlineData(" \"a.txt\" ; x=y", "a.txt")]
    [InlineData("\"ü €.txt\"", "ü €.txt")]
    [InlineData("\"no end", "\"no end")]
    [InlineData("\"\"", "")]
    [InlineData("\"first\"; filename=\"second\"", "first")]
    [InlineData("\"e.txt\"; filename*=UTF-8''%E2%82%AC.txt", "e.txt")]
    public async Task FileName_OfFormData_IsShownAsSent(string sent, string shown)
    {
        var body = await PostAsync($"--b\r\nContent-Disposition: form-data; name=\"f\"; filename={sent}\r\n\r\n\r\n--b--");

        Assert.Equal(shown, body.GetProperty("files")[0].GetProperty("filename").GetString());
        Assert.Equal("f", body.GetProperty("files")[0].GetProperty("name").GetString());
        Assert.False(body.TryGetProperty("error", out _));
    }

    [Fact]
    public async Task Name_WithABackslash_IsShownAsSent() =>
        Assert.Equal("""{"a\\b":["1"]}""", (await PostAsync("--b\r\nContent-Disposition: form-data; NAME=\"a\\b\"\r\n\r\n1\r\n--b--")).GetProperty("form").GetRawText());

    [Fact]
    public async Task FileName_OfFormDataInExtendedFormAlone_IsNoneWithTheReason()
    {
        var body = await PostAsync("--b\r\nContent-Disposition: form-data; name=f; filename*=UTF-8''%E2%82%AC.txt\r\n\r\n1\r\n--b--");

        Assert.Equal(JsonValueKind.Null, body.GetProperty("files")[0].GetProperty("filename").ValueKind);
        Assert.StartsWith("The part at byte 5, counted from 0, has a filename* alone, ", body.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UTF-8''%E2%82%AC.txt", "€.txt")]
    [InlineData("iso-8859-1'en'%A3.txt", "£.txt")]
    [InlineData("UTF-8''%E2%8", "e.txt")]
    [InlineData("nonsense", "e.txt")]
    public async Task FileName_OfOtherMultipartInExtendedForm_IsDecoded(string sent, string shown)
    {
        var body = await PostAsync($"--b\r\nContent-Disposition: attachment; filename=e.txt; filename*={sent}\r\n\r\n1\r\n--b--", "multipart/mixed; boundary=b");

        Assert.Equal(shown, body.GetProperty("files")[0].GetProperty("filename").GetString());
    }

    [Fact]
    public async Task Headers_MoreThanSixteen_AreAllShown()
    {
        var headers = string.Concat(Enumerable.Range(0, 99).Select(i => $"X-{i}: {i}\r\n"));

        var body = await PostAsync($"--b\r\n{headers}{Field}\r\n\r\n1\r\n--b--");

        Assert.Equal(100, body.GetProperty("parts")[0].GetProperty("headers").GetArrayLength());
        Assert.False(body.TryGetProperty("error", out _));
    }

    [Fact]
    public async Task Headers_OverTheirLimit_AreCutWithTheReasonAndThePartsGoOn()
    {
        var many = string.Concat(Enumerable.Range(0, 2000).Select(i => $"X-{i}: y\r\n"));
        var @long = $"X-Long: {new string('x', 50_000)}\r\n";

        foreach (var headers in new[] { many, @long })
        {
            var body = await PostAsync($"--b\r\n{Field}\r\n{headers}\r\n1\r\n--b\r\n{Field}\r\n\r\n2\r\n--b--");

            Assert.Equal("""{"a":["1","2"]}""", body.GetProperty("form").GetRawText());
            Assert.Equal(
                "The part at byte 5, counted from 0, has more headers than are shown: the limit is 100 lines and 16384 bytes.", body.GetProperty("error").GetString());
        }
    }

    [Fact]
    public async Task Headers_Folded_AreOne()
    {
        var body = await PostAsync("--b\r\nContent-Disposition: form-data;\r\n\tname=\"a\";\r\n  filename=x\r\n\r\n1\r\n--b--");

        Assert.Equal("form-data;\tname=\"a\";  filename=x", body.GetProperty("parts")[0].GetProperty("headers")[0][1].GetString());
        Assert.Equal("x", body.GetProperty("files")[0].GetProperty("filename").GetString());
        Assert.False(body.TryGetProperty("error", out _));
    }

    [Theory]
    [InlineData("NoColon")]
    [InlineData(": no name")]
    [InlineData(" folded under nothing")]
    [InlineData("X: \u0001")]
    public async Task Line_ThatIsNoHeader_IsLeftOutWithTheReason(string line)
    {
        var body = await PostAsync($"--b\r\n{line}\r\n{Field}\r\n\r\n1\r\n--b--");

        Assert.Equal("""{"a":["1"]}""", body.GetProperty("form").GetRawText());
        Assert.Equal("A line of a part's head is no header, at byte 5, counted from 0; it is left out.", body.GetProperty("error").GetString());
    }

    [Theory]
    [InlineData("Content-Disposition: ;name=a")]
    [InlineData("Content-Disposition: name=a")]
    [InlineData("Content-Disposition:")]
    public async Task Disposition_ThatCannotBeRead_IsSaid(string line)
    {
        var body = await PostAsync($"--b\r\n{line}\r\n\r\n1\r\n--b--");

        Assert.Equal("The part at byte 5, counted from 0, has a Content-Disposition that cannot be read.", body.GetProperty("error").GetString());
        Assert.Equal(1, body.GetProperty("files").GetArrayLength());
    }

    private async Task<JsonElement> PostAsync(string text, string contentType = "multipart/form-data; boundary=b")
    {
        var response = await Server.PostAsync(Encoding.UTF8.GetBytes(text), contentType);
        Assert.Equal(200, response.Status);
        return response.Json.GetProperty("body");
    }
}
