using EchoApp.Web.Reading;
using Xunit;

namespace EchoApp.Tests.Web.Reading;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("plain", "Shown", "plain")]
    [InlineData("a\0\u001b\u007fb", "Shown", "a[␀␛␡]b")]
    [InlineData("a\tb\r\nc", "Shown", "a[␉]b[␍␊]c")]
    [InlineData("a\tb\r\nc\rd", "Kept", "a\tb[]\nc[␍]d")]
    [InlineData("a\r\nb\n", "Marked", "a[␍␊\n]b[␊\n]")]
    [InlineData("\u202eabc\u2066\u200b\ufeff\u2028\u0085", "Kept", "[U+202E]abc[U+2066U+200BU+FEFFU+2028U+0085]")]
    [InlineData("👨‍👩‍👧 می‌خواهم", "Shown", "👨‍👩‍👧 می‌خواهم")]
    [InlineData("a\U000e0041", "Shown", "a[U+E0041]")]
    [InlineData("redacted~24~9f86d081884c7d65~4e5f\0", "Shown", "<redacted~24~9f86d081884c7d65~4e5f>[␀]")]
    [InlineData("a=redacted~1~9f86d081884c7d65~cut&b=redacted~1~9f86d081884c7d65", "Shown", "a=<redacted~1~9f86d081884c7d65~cut>&b=<redacted~1~9f86d081884c7d65>")]
    [InlineData("redacted~a~9f86d081884c7d65 redacted~1~9F", "Shown", "redacted~a~9f86d081884c7d65 redacted~1~9F")]
    public void Text_OfWhatCannotBeSeen_ShowsIt(string text, string lineEnds, string expected) => Assert.Equal(expected, Shown(text, Enum.Parse<LineEnds>(lineEnds)));

    /// <summary>What is copied is what was sent, and not its pictures.</summary>
    [Theory]
    [InlineData("a\0\u001b\r\nb\u202e redacted~1~9f86d081884c7d65 \ud83d", "Shown")]
    [InlineData("\r\n\r\na\tb\r", "Kept")]
    [InlineData("a\r\nb\n", "Marked")]
    public void Sources_OfAllPieces_AreTheText(string text, string lineEnds) => Assert.Equal(text, string.Concat(VisibleText.Of(text, Enum.Parse<LineEnds>(lineEnds)).Select(piece => piece.Source)));

    [Fact]
    public void Text_OfHalfACharacter_ShowsItsNumber() => Assert.Equal("a[U+D83D]", Shown("a\ud83d", LineEnds.Shown));

    private static string Shown(string text, LineEnds lineEnds) => string.Concat(VisibleText.Of(text, lineEnds).Select(piece => piece.Kind switch
    {
        TextPieceKind.Control => $"[{piece.Text}]",
        TextPieceKind.Redacted => $"<{piece.Text}>",
        _ => piece.Text,
    }));
}
