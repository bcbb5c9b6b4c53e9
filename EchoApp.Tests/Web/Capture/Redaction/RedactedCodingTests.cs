using System.Text;
using EchoApp.Tests.Web.Echo;
using EchoApp.Web.Capture.Redaction;
using Xunit;

namespace EchoApp.Tests.Web.Capture.Redaction;

/// <summary>Bodies that are not stored as received, since what was received holds a secret that cannot be replaced in it.</summary>
public sealed class RedactedCodingTests : RedactionTests
{
    private const string Json = "application/json";

    [Theory]
    [MemberData(nameof(Coding.All), MemberType = typeof(Coding))]
    public async Task CodedBody_WithASecret_IsStoredDecoded(string coding)
    {
        var stored = await RedactCodedAsync("""{"a":1,"password":"x"}""", coding);

        Assert.Equal(RedactedForm.Decoded, stored.Form);
        Assert.Equal("""{"a":1,"password":"‹1›"}""", Shown(stored.Bytes));
    }

    [Fact]
    public async Task CodedBody_WithoutASecret_IsTheSameMemory()
    {
        var body = await ReadBodies.ReadAsync(Coding.Apply("""{"a":1}"""u8.ToArray(), "gzip"), Json, "gzip");

        Assert.Equal(new RedactedBody(body.Received.Kept, RedactedForm.AsReceived), Redactor.RedactBody(body, Found));
    }

    /// <summary>What is kept of the compressed bytes is all of them, and has the secret that is beyond what is kept of the decoded ones.</summary>
    [Fact]
    public async Task CodedBody_WithASecretBeyondWhatIsKept_IsStoredDecoded()
    {
        var json = "{\"a\":\"" + new string('x', 5000) + "\",\"password\":\"x\"}";

        var stored = await RedactCodedAsync(json, "gzip", 1000);

        Assert.Equal((RedactedForm.Decoded, json[..1000]), (stored.Form, Shown(stored.Bytes)));
        Assert.Empty(Found);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("aws-chunked")]
    public async Task Body_ThatIsNotCodedAsItSays_LosesItsSecrets(string coding)
    {
        var body = await ReadBodies.ReadAsync("""{"password":"x"}"""u8.ToArray(), Json, coding);

        var stored = Redactor.RedactBody(body, Found);

        Assert.Equal((RedactedForm.AsReceived, """{"password":"‹1›"}"""), (stored.Form, Shown(stored.Bytes)));
    }

    [Theory]
    [InlineData("utf-16", "utf-16BE")]
    [InlineData("utf-16le", "utf-16")]
    [InlineData("utf-32", "utf-32BE")]
    [InlineData(null, "utf-16")]
    [InlineData(null, "utf-16BE")]
    [InlineData(null, "utf-32")]
    [InlineData(null, "utf-32BE")]
    public async Task Body_OfWideCharacters_IsStoredAsText(string? charset, string encoding)
    {
        var bytes = Encoding.GetEncoding(encoding).GetBytes("{\"a\":\"é\u0001\",\"password\":\"x\"}");
        var type = charset is null ? Json : $"{Json}; charset={charset}";

        var stored = Redactor.RedactBody(await ReadBodies.ReadAsync(bytes, type), Found);

        Assert.Equal((RedactedForm.Text, "{\"a\":\"é\u0001\",\"password\":\"‹1›\"}"), (stored.Form, Shown(stored.Bytes)));
    }

    [Fact]
    public async Task Body_ThatIsNotInTheCharsetItSays_LosesItsSecrets() =>
        Assert.Equal("""{"password":"‹1›"}""", await BodyAsync("""{"password":"x"}""", Json + "; charset=utf-16"));

    /// <summary>The second byte of this character is a backslash, which escapes nothing.</summary>
    [Fact]
    public async Task Body_OfBytesThatLookLikeBackslashes_LosesItsSecrets()
    {
        byte[] bytes = [.. "{\"password\":\"x\u0000\",\"a\":1,\"secret\":2}"u8];
        bytes = [.. bytes[..bytes.AsSpan().IndexOf((byte)0)], 0x95, 0x5c, .. bytes[(bytes.AsSpan().IndexOf((byte)0) + 1)..]];

        var stored = Redactor.RedactBody(await ReadBodies.ReadAsync(bytes, Json + "; charset=shift_jis"), Found);

        Assert.Equal((RedactedForm.Text, """{"password":"‹4›","a":1,"secret":"‹1›"}"""), (stored.Form, Shown(stored.Bytes)));
    }

    private async Task<RedactedBody> RedactCodedAsync(string json, string coding, int kept = ReadBodies.KeepAll)
    {
        var name = coding == "raw-deflate" ? "deflate" : coding;
        return Redactor.RedactBody(await ReadBodies.ReadAsync(Coding.Apply(Encoding.UTF8.GetBytes(json), coding), Json, name, kept), Found);
    }
}
