using System.Text;
using EchoApp.Web.Capture.Redaction;
using Xunit;

namespace EchoApp.Tests.Web.Capture.Redaction;

public sealed class NamePatternsTests
{
    [Theory]
    [InlineData("X-Api-Key", "x-api-KEY", true)]
    [InlineData("X-Api-Key", "X-Api-Key2", false)]
    [InlineData("X-Api-Key", "X-Api-Kez", false)]
    [InlineData("*-Token", "x-auth-token", true)]
    [InlineData("*-Token", "-token", true)]
    [InlineData("*-Token", "token", false)]
    [InlineData("*-Token", "x-token-id", false)]
    [InlineData("secret*", "SecretName", true)]
    [InlineData("a*b*c", "abc", true)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("a*b*c", "acb", false)]
    [InlineData("ab*ba", "aba", false)]
    [InlineData("*aa*a*", "aa", false)]
    [InlineData("*key*", "monkeys", true)]
    [InlineData("*", "anything", true)]
    [InlineData("*", "", true)]
    [InlineData("pä*", "PÄss", true)]
    [InlineData("été", "ÉTÉ", true)]
    public void Matches_OfANameAndAPattern_LooksAtTheWholeNameInAnyCase(string pattern, string name, bool matches)
    {
        var patterns = new NamePatterns(["other", pattern]);

        Assert.Equal(matches, patterns.Matches(name));
        Assert.Equal(matches, patterns.Matches(Encoding.UTF8.GetBytes(name)));
    }

    [Fact]
    public void Matches_OfLongNames_DoesNotDependOnTheirLength()
    {
        var name = new string('n', 1000);

        Assert.True(new NamePatterns([name]).Matches(Encoding.UTF8.GetBytes(name.ToUpperInvariant())));
        Assert.False(new NamePatterns([name]).Matches(Encoding.UTF8.GetBytes(name + "n")));
        Assert.True(new NamePatterns(["n*x"]).Matches(Encoding.UTF8.GetBytes(name + "x")));
    }

    [Fact]
    public void Matches_WithoutPatterns_IsFalse() => Assert.False(new NamePatterns([]).Matches("password"));

    [Fact]
    public void Matches_OfAnyName_AllocatesNothing()
    {
        var patterns = new NamePatterns(["password", "*_secret", "a*b*c"]);
        patterns.Matches("client_secret"u8);
        var before = GC.GetAllocatedBytesForCurrentThread();

        patterns.Matches("client_secret"u8);
        patterns.Matches("PASSWORD"u8);
        patterns.Matches("harmless"u8);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
