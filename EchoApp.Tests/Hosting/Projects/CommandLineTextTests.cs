using EchoApp.Hosting.Projects;
using Xunit;

namespace EchoApp.Tests.Hosting.Projects;

public sealed class CommandLineTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  ", "")]
    [InlineData("a b", "a|b")]
    [InlineData("  a\tb  ", "a|b")]
    [InlineData("\"a b\" c", "a b|c")]
    [InlineData("--x=\"a b\"", "--x=a b")]
    [InlineData("say \\\"hi\\\"", "say|\"hi\"")]
    [InlineData("C:\\dir\\file", "C:\\dir\\file")]
    public void Split_OfALine_GivesItsWords(string line, string words) => Assert.Equal(words, string.Join('|', CommandLineText.Split(line)));

    [Fact]
    public void Split_OfEmptyQuotes_GivesAnEmptyWord() => Assert.Equal(["a", "", "b"], CommandLineText.Split("a \"\" b"));
}
