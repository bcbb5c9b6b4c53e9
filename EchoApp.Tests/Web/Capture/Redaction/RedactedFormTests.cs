using EchoApp.Web.Capture.Redaction;
using Xunit;

namespace EchoApp.Tests.Web.Capture.Redaction;

public sealed class RedactedFormTests : RedactionTests
{
    private const string Form = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData("a=b&password=x&c=d", "a=b&password=‹1›&c=d")]
    [InlineData("pass%77ord=x%20y&c=%zz", "pass%77ord=‹5›&c=%zz")]
    [InlineData("user%5Bpassword%5D=x&user.pwd=y", "user%5Bpassword%5D=‹1›&user.pwd=‹1›")]
    [InlineData("password=x;y=z&a=b", "password=‹5›&a=b")]
    [InlineData("payload=%7B%22password%22%3A%22x%22%7D&a=b", "payload=‹30~2_7D›&a=b")]
    [InlineData("payload={\"password\":\"x&y\"}&a=b", "payload={\"password\":\"‹3›\"}&a=b")]
    [InlineData("password={\"password\":1}", "password=‹31~3___›")]
    [InlineData("a=password&b=c:d", "a=password&b=c:d")]
    public async Task Form_WithSecrets_LosesThemAlone(string form, string redacted)
    {
        var shown = await BodyAsync(form, Form);

        Assert.Equal(redacted.Split('‹')[0], shown.Split('‹')[0]);
        Assert.Equal(redacted.Split('›')[^1], shown.Split('›')[^1]);
        Assert.Equal(redacted.Contains('‹'), Found.Count > 0);
    }

    [Fact]
    public async Task Form_ThatIsCut_SaysWhatIsCut()
    {
        Assert.Equal("a=b&password=‹3~cut›", await CutBodyAsync("a=b&password=abcdef", 16, Form));
        Assert.Equal((RedactedPlace.Form, "password", 3, true), (Found[0].Place, Found[0].Name, Found[0].Length, Found[0].IsCut));
    }

    [Fact]
    public async Task Form_WithoutAType_LosesItsSecretsToo() => Assert.Equal("a=b&password=‹1›", await BodyAsync("a=b&password=x", null));

    [Fact]
    public async Task Form_ClaimedToBeSomethingElse_Stays() => Assert.Equal("a=b&password=x", await BodyAsync("a=b&password=x", "text/plain"));
}
