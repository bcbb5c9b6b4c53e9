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
    [InlineData("a=password&b=c:d", "a=password&b=c:d")]
    public async Task Form_WithSecrets_LosesThemAlone(string form, string redacted) => Assert.Equal(redacted, await BodyAsync(form, Form));

    [Fact]
    public async Task Form_WithJsonInASecret_LosesBoth()
    {
        Assert.Matches("^password=‹42~[0-9a-f]{2}__›$", await BodyAsync("password={\"password\":1}", Form));
        Assert.Equal(["Json /password", "Form password"], Places);
    }

    [Fact]
    public async Task Form_WithAnEncodedSecretInAnotherField_NamesThatField()
    {
        await BodyAsync("payload=%7B%22password%22%3A%22x%22%7D", Form);

        Assert.Equal(["Form payload"], Places);
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
