using EchoApp.Web.Capture.Redaction;
using Xunit;
using Found = EchoApp.Web.Capture.Redaction.Redaction;

namespace EchoApp.Tests.Web.Capture.Redaction;

public sealed class FingerprintTests
{
    /// <summary>The beginning of what RFC 4231 section 4.3 gives.</summary>
    [Fact]
    public void Of_AValue_IsTheBeginningOfItsHmac() =>
        Assert.Equal("5bdcc146bf60754e", new Fingerprint("Jefe"u8).Of("what do ya want for nothing?"u8));

    [Fact]
    public void Of_TheSameValueWithAnotherKey_IsAnother() => Assert.NotEqual(new Fingerprint("a"u8).Of("value"u8), new Fingerprint("b"u8).Of("value"u8));

    [Theory]
    [InlineData("123456789012345", null)]
    [InlineData("1234567890123456", "3456")]
    [InlineData("1234567890123456/+=.", "___.")]
    [InlineData("1234567890123-_Z", "3-_Z")]
    [InlineData("éééééééé", null)]
    [InlineData("ééééééééééééééaé", "__a_")]
    public void Ending_OfAValue_IsThereFromSixteenCharactersOn(string value, string? ending) =>
        Assert.Equal(ending, Replacement.Ending(System.Text.Encoding.UTF8.GetBytes(value)));

    [Theory]
    [InlineData(null, false, "redacted~20~00ff")]
    [InlineData("wxyz", false, "redacted~20~00ff~wxyz")]
    [InlineData(null, true, "redacted~20~00ff~cut")]
    public void Of_ARedaction_SaysLengthFingerprintAndEnding(string? ending, bool isCut, string text) =>
        Assert.Equal(text, Replacement.Of(new Found(RedactedPlace.Json, "/a", 20, "00ff", ending, isCut)));
}
