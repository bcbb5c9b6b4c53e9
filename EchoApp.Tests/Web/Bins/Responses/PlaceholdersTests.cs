using EchoApp.Web.Bins.Responses;
using Xunit;

namespace EchoApp.Tests.Web.Bins.Responses;

public sealed class PlaceholdersTests
{
    /// <summary>The beginning of a template is one too: nothing of it is half of something.</summary>
    [Theory]
    [InlineData("abcdef", 6, "abcdef")]
    [InlineData("abcdef", 3, "abc")]
    [InlineData("ab{{id}}c", 8, "ab{{id}}")]
    [InlineData("ab{{id}}c", 7, "ab")]
    [InlineData("ab{{id}}c", 3, "ab")]
    [InlineData("ab{{id}}c", 2, "ab")]
    [InlineData("a{{id}}{{bin}}", 8, "a{{id}}")]
    [InlineData("a\\{{b{{id}}", 4, "a\\{{")]
    [InlineData("a\\{{b{{id}}", 3, "a")]
    [InlineData("a\\{{b{{id}}", 2, "a")]
    [InlineData("a\\{{b{{id}}", 5, "a\\{{b")]
    [InlineData("ab\ud83d\ude00c", 3, "ab")]
    public void Beginning_OfATemplate_IsOneToo(string template, int length, string expected)
    {
        Assert.Equal(expected, Placeholders.Beginning(template, length));
        Assert.Null(Placeholders.Fault(expected));
    }
}
