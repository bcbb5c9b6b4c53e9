using System.Text;
using EchoApp.Web.Capture.Redaction;
using Xunit;

namespace EchoApp.Tests.Web.Capture.Redaction;

public sealed class RedactedHeadTests : RedactionTests
{
    [Theory]
    [InlineData("Authorization: Bearer abc", "Authorization: Bearer ‹3›")]
    [InlineData("authorization:bearer   abc  ", "authorization:bearer   ‹3›  ")]
    [InlineData("Authorization: onlyasecret", "Authorization: ‹11›")]
    [InlineData("Authorization: a secret", "Authorization: ‹8›")]
    [InlineData("Proxy-Authorization: Basic dXNlcjpwYXNzd29yZA==", "Proxy-Authorization: Basic ‹20~ZA__›")]
    [InlineData("Authorization: AWS4-HMAC-SHA256 Credential=a/b, Signature=abcdef", "Authorization: AWS4-HMAC-SHA256 ‹32~cdef›")]
    [InlineData("Authorization : Bearer abc", "Authorization : Bearer ‹3›")]
    [InlineData("\u0001Authorization\u0000: abc", "\u0001Authorization\u0000: ‹3›")]
    [InlineData("\"Authorization\": abc", "\"Authorization\": ‹3›")]
    [InlineData("Authorization;x: abc", "Authorization;‹6›")]
    [InlineData("Authorization abc: d", "Authorization ‹6›")]
    [InlineData("Authorization=abc", "Authorization=‹3›")]
    [InlineData("X: y\rAuthorization: abc", "X: y\rAuthorization: ‹3›")]
    [InlineData("X-Api-Key: abc\rdef", "X-Api-Key: ‹7›")]
    [InlineData("X-API-KEY:\tabc\t", "X-API-KEY:\t‹3›\t")]
    [InlineData("X-Api-Key:", "X-Api-Key:")]
    [InlineData("X-Api-Key: ü", "X-Api-Key: ‹2›")]
    [InlineData("Cookie: sid=abc; theme=dark", "Cookie: sid=‹3›; theme=‹4›")]
    [InlineData("Cookie: abc;;a=;b = \"x=y\" ", "Cookie: ‹3›;;a=;b = ‹5› ")]
    [InlineData("Set-Cookie: sid=abc; Path=/; HttpOnly; other=def", "Set-Cookie: sid=‹3›; Path=/; HttpOnly; other=‹3›")]
    [InlineData("Set-Cookie: path=abc; Path=/", "Set-Cookie: path=‹3›; Path=/")]
    [InlineData("Set-Cookie: a=b; Path=/, c=d; secure", "Set-Cookie: a=‹1›; Path=‹6›; secure")]
    [InlineData("Referer: https://u:pw@host:1/p?a=b&password=c#id_token=d", "Referer: https://u:‹2›@host:1/p?a=b&password=‹12›")]
    [InlineData("X-Original-URL: /p?pwd=c", "X-Original-URL: /p?pwd=‹1›")]
    [InlineData("X-Rewrite-URL: /p?pwd=c", "X-Rewrite-URL: /p?pwd=‹1›")]
    [InlineData("x-forwarded-uri: /p?pwd=c", "x-forwarded-uri: /p?pwd=‹1›")]
    [InlineData("Content-Type: application/json", "Content-Type: application/json")]
    [InlineData("X-Authorization: abc", "X-Authorization: abc")]
    public void Field_OfAnyForm_LosesItsSecretsAlone(string field, string redacted)
    {
        foreach (var end in (string[])["\r\n", "\n"])
        {
            Assert.Equal(
                $"GET / HTTP/1.1{end}Host: h{end}{redacted}{end}A: b{end}{end}",
                Head($"GET / HTTP/1.1{end}Host: h{end}{field}{end}A: b{end}{end}"));
        }
    }

    [Theory]
    [InlineData("X-Api-Key: abc\r\n def\r\n\tghi \r\n", "X-Api-Key: ‹15› \r\n")]
    [InlineData("X-Api-Key:\r\n abc\r\n", "X-Api-Key:\r\n ‹3›\r\n")]
    [InlineData("Authorization: Bearer\r\n abc\r\n", "Authorization: Bearer ‹3›\r\n")]
    [InlineData("Cookie: a=b;\n c=d\n", "Cookie: a=‹1›;\n c=‹1›\n")]
    [InlineData("Cookie: a=b\n c\n", "Cookie: a=‹4›\n")]
    [InlineData("X: y\r\n Authorization: Bearer abc\r\n z\r\n", "X: y\r\n Authorization: Bearer ‹7›\r\n")]
    [InlineData("Referer: /?a=b\r\n &pwd=x\r\n", "Referer: /?a=b\r\n &pwd=‹1›\r\n")]
    public void Field_ThatIsFolded_LosesItsSecretsInAllLines(string field, string redacted) =>
        Assert.Equal("GET / HTTP/1.1\r\n" + redacted + "\r\n", Head("GET / HTTP/1.1\r\n" + field + "\r\n"));

    [Theory]
    [InlineData("GET /?password=x&a=b HTTP/1.1", "GET /?password=‹1›&a=b HTTP/1.1")]
    [InlineData("GET /p?a=b HTTP/1.1", "GET /p?a=b HTTP/1.1")]
    [InlineData("\r\nGET /?password=x y HTTP/1.1", "\r\nGET /?password=‹3› HTTP/1.1")]
    [InlineData("GET /?password=x", "GET /?password=‹1›")]
    [InlineData("GET http://u:p@h/?pwd=x HTTP/1.1", "GET http://u:‹1›@h/?pwd=‹1› HTTP/1.1")]
    [InlineData("CONNECT u:p@h:443 HTTP/1.1", "CONNECT u:‹1›@h:443 HTTP/1.1")]
    [InlineData("CONNECT h:443 HTTP/1.1", "CONNECT h:443 HTTP/1.1")]
    [InlineData("OPTIONS * HTTP/1.1", "OPTIONS * HTTP/1.1")]
    [InlineData("Authorization: Bearer abc", "Authorization: Bearer ‹3›")]
    public void RequestLine_OfAnyForm_LosesItsSecretsAlone(string line, string redacted) =>
        Assert.Equal(redacted + "\r\nHost: h\r\n\r\n", Head(line + "\r\nHost: h\r\n\r\n"));

    [Theory]
    [InlineData("GET /?password=abc", "GET /?password=‹3~cut›")]
    [InlineData("GET /?password=abc HTT", "GET /?password=‹3› HTT")]
    [InlineData("GET http://user:passwo", "GET http://user:‹6~cut›")]
    [InlineData("GET / HTTP/1.1\r\nAuthorization: Bear", "GET / HTTP/1.1\r\nAuthorization: ‹4~cut›")]
    [InlineData("GET / HTTP/1.1\r\nX-Api-Key: 12345678901234567890", "GET / HTTP/1.1\r\nX-Api-Key: ‹20~cut›")]
    [InlineData("GET / HTTP/1.1\r\nCookie: a=b; c=d", "GET / HTTP/1.1\r\nCookie: a=‹1›; c=‹1~cut›")]
    [InlineData("GET / HTTP/1.1\r\nX-Api-Key: a\r\n", "GET / HTTP/1.1\r\nX-Api-Key: ‹1›\r\n")]
    [InlineData("GET / HTTP/1.1\r\nX-Api-K", "GET / HTTP/1.1\r\nX-Api-K")]
    public void Head_ThatIsCut_SaysWhatIsCut(string head, string redacted) => Assert.Equal(redacted, Head(head, isTruncated: true));

    [Fact]
    public void Head_WithSecrets_TellsEachOfThem()
    {
        Head("GET /?user%5Bpwd%5D=x HTTP/1.1\r\nauthorization: Bearer 1234567890123456\r\nCookie: a=b\r\nReferer: http://u:p@h/?id_token=x\r\n\r\n");

        Assert.Equal(
            ["Query user%5Bpwd%5D", "Header authorization", "Header Cookie.a", "Header Referer.userinfo", "Header Referer.id_token"], Places);
        Assert.Equal((16, "3456", false), (Found[1].Length, Found[1].Ending, Found[1].IsCut));
        Assert.Equal(new Fingerprint("a key"u8).Of("1234567890123456"u8), Found[1].Fingerprint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: h\r\n\r\n")]
    public void Head_WithoutSecrets_IsTheSameMemory(string head)
    {
        ReadOnlyMemory<byte> bytes = Encoding.UTF8.GetBytes(head);

        Assert.Equal(bytes, Redactor.RedactHead(bytes, false, Found));
        Assert.Empty(Found);
    }

    [Fact]
    public void Head_WithNoHeadersConfigured_StillLosesTheFour()
    {
        var redactor = new Redactor(new RedactionOptions { Headers = [] }, new Fingerprint("k"u8));

        var head = redactor.RedactHead(Encoding.UTF8.GetBytes("GET / HTTP/1.1\r\nX-Api-Key: a\r\nCookie: a=b\r\nAuthorization: c\r\n\r\n"), false, Found);

        Assert.Equal("GET / HTTP/1.1\r\nX-Api-Key: a\r\nCookie: a=‹1›\r\nAuthorization: ‹1›\r\n\r\n", Shown(head));
    }

    [Theory]
    [InlineData("X-Api-Key", "abc", "‹3›")]
    [InlineData("Authorization", " Bearer abc", " Bearer ‹3›")]
    [InlineData("Cookie", "a=b", "a=‹1›")]
    [InlineData("Referer", "/?pwd=x", "/?pwd=‹1›")]
    [InlineData("Checksum", "abc", "abc")]
    public void Trailer_OfAnyName_LosesItsSecretsAlone(string name, string value, string redacted)
    {
        Assert.Equal(redacted, Shown(Redactor.RedactField(Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(value), Found)));
        Assert.All(Found, found => Assert.Equal(RedactedPlace.Trailer, found.Place));
    }
}
