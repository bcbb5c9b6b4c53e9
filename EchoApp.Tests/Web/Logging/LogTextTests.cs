using EchoApp.Web.Logging;
using Xunit;

namespace EchoApp.Tests.Web.Logging;

public sealed class LogTextTests
{
    [Theory]
    [InlineData("/plain/päth", "/plain/päth")]
    [InlineData("/a\r\nb\u001b[31m", "/a\\u000d\\u000ab\\u001b[31m")]
    [InlineData("\u2028\u202e", "\\u2028\\u202e")]
    [InlineData(null, "")]
    public void Escape_TextFromOutside_IsOneHarmlessLine(string? text, string expected) => Assert.Equal(expected, LogText.Escape(text));

    [Fact]
    public void Escape_ALongText_IsCut() => Assert.Equal(201, LogText.Escape(new string('x', 1000)).Length);
}
