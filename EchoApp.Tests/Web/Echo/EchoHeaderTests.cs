using System.Text;
using System.Text.Json;
using Xunit;

namespace EchoApp.Tests.Web.Echo;

public sealed class EchoHeaderTests : EchoTests
{
    [Theory]
    [InlineData("X-A: 1\r\nX-A: 2\r\nX-B: b\r\nx-a: 3\r\n", "X-A", "1, 2, 3")]
    [InlineData("Accept: a/b\r\nAccept: c/d\r\n", "Accept", "a/b, c/d")]
    [InlineData("X-Empty:\r\n", "X-Empty", "")]
    [InlineData("X-Space:   a  b \t\r\n", "X-Space", "a  b")]
    [InlineData("X-Quote: \"a\\b\" <&'+> \u007f\r\n", "X-Quote", "\"a\\b\" <&'+> \u007f")]
    public async Task Headers_OfAnyValue_AreShownByName(string headers, string name, string value)
    {
        var response = await Server.GetAsync("/", headers);

        Assert.Equal(value, response.Json.GetProperty("headers").GetProperty(name).GetString());
    }

    [Fact]
    public async Task Headers_OfAChunkedRequestWithContentLength_HaveTheSendersName()
    {
        var response = await Server.ExchangeAsync("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

        var headers = response.Json.GetProperty("headers");
        Assert.Equal("5", headers.GetProperty("Content-Length").GetString());
        Assert.False(headers.TryGetProperty("X-Content-Length", out _));
    }

    [Fact]
    public async Task Headers_ManyAndLong_AreTaken()
    {
        var many = string.Concat(Enumerable.Range(1, 900).Select(number => $"X-{number}: {number}\r\n"));

        var response = await Server.GetAsync("/" + new string('p', 9_000), many + $"X-Long: {new string('x', 40_000)}\r\n");

        Assert.Equal(200, response.Status);
        Assert.Equal(40_000, response.Json.GetProperty("headers").GetProperty("X-Long").GetString()!.Length);
    }

    [Fact]
    public async Task Forwarded_WithManyParameters_IsCutWithItsReason()
    {
        var response = await Server.GetAsync("/", $"Forwarded: {string.Join(';', Enumerable.Range(1, 2_000).Select(number => $"p{number}=v"))}\r\n");

        var forwarded = response.Json.GetProperty("forwarded");
        Assert.Contains("more than 32 parameters", forwarded.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(32, forwarded.GetProperty("Forwarded")[0].EnumerateObject().Count());
    }

    [Fact]
    public async Task Headers_InUtf8AndInLatin1_AreBothReadable()
    {
        var utf8 = Encoding.Latin1.GetString("grüße 日本 😀"u8);

        var response = await Server.GetAsync("/gr", $"X-Utf8: {utf8}\r\nX-Latin1: gr\u00fc\u00dfe\r\nX-Both: \u00c3\u00bc and \u00fc\r\n");

        var headers = response.Json.GetProperty("headers");
        Assert.Equal("grüße 日本 😀", headers.GetProperty("X-Utf8").GetString());
        Assert.Equal("grüße", headers.GetProperty("X-Latin1").GetString());
        Assert.Equal("Ã¼ and ü", headers.GetProperty("X-Both").GetString());
        Assert.Contains("grüße 日本", response.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cookie: a=1; b=2\r\n", """{"a":"1","b":"2"}""")]
    [InlineData("Cookie: a=1; a=2\r\nCookie: a=3\r\n", """{"a":"1, 2, 3"}""")]
    [InlineData("Cookie: ;; =; x;y= ;  z=a=b%20c\"d\" ;\r\n", """{"":", x","y":"","z":"a=b%20c\"d\""}""")]
    [InlineData("", "{}")]
    public async Task Cookies_WellOrMalformed_AreShownAsSent(string headers, string expected)
    {
        var response = await Server.GetAsync("/", headers);

        Assert.Equal(expected, response.Json.GetProperty("cookies").GetRawText());
    }

    [Theory]
    [InlineData("For=192.0.2.60;Proto=http;by=203.0.113.43\r\n", """[{"for":"192.0.2.60","proto":"http","by":"203.0.113.43"}]""")]
    [InlineData("for=192.0.2.43, for=\"[2001:db8:cafe::17]:4711\"\r\n", """[{"for":"192.0.2.43"},{"for":"[2001:db8:cafe::17]:4711"}]""")]
    [InlineData("for=\"a,b;c=\\\"d\\\\\"; host=h\r\nForwarded: for=_x\r\n", """[{"for":"a,b;c=\"d\\","host":"h"},{"for":"_x"}]""")]
    [InlineData(",, ;for=unknown;, ,\r\n", """[{"for":"unknown"}]""")]
    public async Task Forwarded_AsRfc7239Allows_IsParsed(string value, string expected)
    {
        var response = await Server.GetAsync("/", "Forwarded: " + value);

        var forwarded = response.Json.GetProperty("forwarded");
        Assert.Equal(expected, forwarded.GetProperty("Forwarded").GetRawText());
        Assert.False(forwarded.TryGetProperty("error", out _));
    }

    [Theory]
    [InlineData("for=1.2.3.4:80", """[{"for":"1.2.3.4:80"}]""", "quotes")]
    [InlineData("for=\"open", """[{"for":"open"}]""", "not closed")]
    [InlineData("for=a;for=b", """[{"for":"a"}]""", "twice")]
    [InlineData("for", "[]", "no value")]
    [InlineData("for=", """[{"for":""}]""", "empty")]
    [InlineData("for=\"a\"b, for=c", """[{"for":"a"},{"for":"c"}]""", "closing quote")]
    [InlineData("f or=a", """[{"f or":"a"}]""", "parameter name")]
    [InlineData("=", """[{"":""}]""", "parameter name")]
    public async Task Forwarded_Malformed_IsShownWithTheReason(string value, string expected, string reason)
    {
        var response = await Server.GetAsync("/", $"Forwarded: {value}\r\n");

        var forwarded = response.Json.GetProperty("forwarded");
        Assert.Equal(expected, forwarded.GetProperty("Forwarded").GetRawText());
        Assert.Contains(reason, forwarded.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task XForwarded_AnyOfThem_AreListsApartFromThePeer()
    {
        var response = await Server.GetAsync(
            "/", "X-Forwarded-For: 6.6.6.6 , 7.7.7.7\r\nx-forwarded-for: 8.8.8.8\r\nX-Forwarded-Proto: https\r\nX-Forwarded-Prefix: /p\r\n");

        Assert.Equal(
            """{"X-Forwarded-For":["6.6.6.6","7.7.7.7","8.8.8.8"],"X-Forwarded-Proto":["https"],"X-Forwarded-Prefix":["/p"]}""",
            Sorted(response.Json.GetProperty("forwarded"), "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Prefix"));
        Assert.Equal("127.0.0.1", response.Json.GetProperty("connection").GetProperty("remote").GetProperty("address").GetString());
        Assert.Equal("http", response.Json.GetProperty("scheme").GetString());
    }

    [Fact]
    public async Task Forwarded_WithoutAny_IsNull()
    {
        var response = await Server.GetAsync("/", "X-Forwarde: no\r\nFrom: me\r\n");

        Assert.Equal(JsonValueKind.Null, response.Json.GetProperty("forwarded").ValueKind);
    }

    /// <summary>The server enumerates headers in an order of its own.</summary>
    private static string Sorted(JsonElement element, params string[] names)
    {
        Assert.Equal(names.Length, element.EnumerateObject().Count());
        return "{" + string.Join(',', names.Select(name => $"\"{name}\":{element.GetProperty(name).GetRawText()}")) + "}";
    }
}
