using EchoApp.Publishing.Compose;
using Xunit;

namespace EchoApp.Tests.Publishing.Docker;

public sealed class EnvFileTests
{
    [Fact]
    public void AddPlaceholder_ToNothing_WritesNamesInOrderWithTheirComments()
    {
        var file = new EnvFile();
        file.AddPlaceholder("WEB_IMAGE", "Container image name for web");
        file.AddPlaceholder("STORE_PASSWORD", "Parameter store-password");
        file.AddPlaceholder("BARE", null);

        Assert.Equal("BARE=\n\n# Parameter store-password\nSTORE_PASSWORD=\n\n# Container image name for web\nWEB_IMAGE=\n\n", file.ToString());
    }

    [Fact]
    public void ToString_OfWhatIsThere_KeepsValuesCommentsAndWhatNobodyKnows()
    {
        const string text = "# Mine.\n# Two lines.\nA=1 # one\n\nB='x y'\n\n# Left over.\n";
        var file = EnvFile.Parse(text);
        file.AddPlaceholder("A", "Another comment");
        file.AddPlaceholder("AB", "New");

        Assert.Equal("# Mine.\n# Two lines.\nA=1 # one\n\n# New\nAB=\n\nB='x y'\n\n# Left over.\n", file.ToString());
    }

    [Theory]
    [InlineData("A=1\n\n")]
    [InlineData("# c\nA=\n\n# d\nB=2\n\n")]
    [InlineData("A=\"one\n# two\nthree=3\"\n\nB=4\n\n")]
    [InlineData("# first\n\n# second\nA=1\n\n# end\n")]
    [InlineData("")]
    public void Parse_OfItsOwnText_GivesTheSameText(string text) => Assert.Equal(text, EnvFile.Parse(text).ToString());

    [Fact]
    public void Set_OfAVariableThatIsThere_KeepsItsComments()
    {
        var file = EnvFile.Parse("# Mine\nA=1\n\n");
        file.Set("A", "2", "Theirs");
        file.Set("B", "3", "Theirs");

        Assert.Equal("# Mine\nA=2\n\n# Theirs\nB=3\n\n", file.ToString());
    }

    [Theory]
    [InlineData("abc-1.2_3/x:y@z", "abc-1.2_3/x:y@z")]
    [InlineData("", "")]
    [InlineData("two words", "'two words'")]
    [InlineData("pa$$word", "'pa$$word'")]
    [InlineData("a#b", "'a#b'")]
    [InlineData("say \"hi\"", "'say \"hi\"'")]
    [InlineData("it's", "\"it's\"")]
    [InlineData("it's $5 \"now\"", "\"it's \\$5 \\\"now\\\"\"")]
    [InlineData("a\\b", "\"a\\\\b\"")]
    [InlineData("one\ntwo", "\"one\\ntwo\"")]
    [InlineData("one\r", "\"one\\r\"")]
    public void Set_OfAnyValue_QuotesItSoThatItIsReadBack(string value, string raw)
    {
        var file = new EnvFile();
        file.Set("A", value, comment: null);

        Assert.Equal($"A={raw}\n\n", file.ToString());
        Assert.Equal(value, EnvFile.Parse(file.ToString()).Find("A"));
    }

    [Theory]
    [InlineData("A=abc # a note", "abc")]
    [InlineData("A='a b' # a note", "a b")]
    [InlineData("A=\"a b\"   # a note", "a b")]
    [InlineData("A=a#b", "a#b")]
    [InlineData("export A=a", "a")]
    [InlineData("A=\"a\\tb\"", "a\tb")]
    [InlineData("A='it' and more", "it")]
    public void Find_OfAValueWithACommentBehindIt_LeavesTheCommentOut(string line, string value) => Assert.Equal(value, EnvFile.Parse(line).Find("A"));

    [Fact]
    public void Find_OfAVariableThatIsMissing_IsNull() => Assert.Null(EnvFile.Load("/nowhere/.env").Find("A"));
}
