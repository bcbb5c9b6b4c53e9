using System.Buffers.Text;
using System.Text;
using EchoApp.Web.Reading;
using Xunit;

namespace EchoApp.Tests.Web.Reading;

public sealed class JsonWebTokenTests
{
    /// <summary>RFC 7519 section 3.1.</summary>
    private const string Example =
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    [Theory]
    [InlineData(Example)]
    [InlineData($"Bearer {Example}")]
    public void Token_OfTheSpecification_IsTakenApart(string value)
    {
        var token = JsonWebToken.Parse(value)!;
        Assert.Equal("{\n  \"typ\": \"JWT\",\n  \"alg\": \"HS256\"\n}", token.Header);
        Assert.Equal("{\n  \"iss\": \"joe\",\n  \"exp\": 1300819380,\n  \"http://example.com/is_root\": true\n}", token.Payload);
        Assert.Equal([("exp", new DateTime(2011, 3, 22, 18, 43, 0, DateTimeKind.Utc))], token.Times);
        Assert.Contains(token.Describe(), meaning => meaning.Text.StartsWith("verified: false", StringComparison.Ordinal));
    }

    [Fact]
    public void Payload_WithWhatParsersLose_StaysAsSent()
    {
        var token = JsonWebToken.Parse(Token("""{"alg":"none"}""", """{"n":12345678901234567890.10,"n":1e400,"e":"\u0041","l":[],"o":{},"a":[1,[2]],"iat":1.9,"nbf":1e300,"exp":"soon","in":{"exp":1}}"""))!;
        Assert.Equal(
            """
            {
              "n": 12345678901234567890.10,
              "n": 1e400,
              "e": "\u0041",
              "l": [],
              "o": {},
              "a": [
                1,
                [
                  2
                ]
              ],
              "iat": 1.9,
              "nbf": 1e300,
              "exp": "soon",
              "in": {
                "exp": 1
              }
            }
            """,
            token.Payload);
        Assert.Equal([("iat", DateTime.UnixEpoch.AddSeconds(1)), ("nbf", null), ("exp", null)], token.Times);
    }

    [Fact]
    public void Payload_ThatIsNoJson_IsSaid() => Assert.Equal((null, 0), (JsonWebToken.Parse(Token("""{"alg":"none"}""", "hello"))?.Payload, JsonWebToken.Parse(Token("""{"alg":"none"}""", "hello"))!.Times.Count));

    [Theory]
    [InlineData("""{"typ":"JWT"}""", "{}")]
    [InlineData("""["alg"]""", "{}")]
    [InlineData("""{"in":{"alg":"none"}}""", "{}")]
    [InlineData("alg", "{}")]
    public void Parts_WithoutAnAlgorithm_AreNoToken(string header, string payload) => Assert.Null(JsonWebToken.Parse(Token(header, payload)));

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("www.example.com")]
    [InlineData("eyJhbGciOiJub25lIn0=.e30.")]
    [InlineData("eyJhbGciOiJub25lIn0.e30")]
    [InlineData("eyJhbGciOiJub25lIn0.e30..")]
    [InlineData("eyJhbGciOiJub25lIn0.e.")]
    public void Value_OfAnotherForm_IsNoToken(string value) => Assert.Null(JsonWebToken.Parse(value));

    private static string Token(string header, string payload) => $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload))}.";
}
