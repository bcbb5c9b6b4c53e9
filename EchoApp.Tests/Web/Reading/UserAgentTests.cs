using EchoApp.Web.Reading;
using Xunit;

namespace EchoApp.Tests.Web.Reading;

public sealed class UserAgentTests
{
    [Theory]
    [InlineData("curl/8.5.0", "Product curl 8.5.0")]
    [InlineData("CERN-LineMode/2.15 libwww/2.17b3", "Product CERN-LineMode 2.15|Product libwww 2.17b3")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) Gecko", "Product Mozilla 5.0|Comment X11; Linux x86_64 |Product Gecko ")]
    [InlineData("a(b(c)d)e", "Product a |Comment b(c)d |Product e ")]
    [InlineData("(a \\) b)", "Comment a \\) b ")]
    [InlineData("\t a/1 \t", "Product a 1")]
    [InlineData("a/ /b a/b/c b@d (open (e)", "Other a/ |Other /b |Other a/b/c |Other b@d |Other (open (e) ")]
    [InlineData("(a\\)", "Other (a\\) ")]
    [InlineData("", "")]
    public void Agent_OfProductsAndComments_IsTakenApart(string value, string expected) =>
        Assert.Equal(expected, string.Join('|', UserAgent.Parse(value).Select(part => $"{part.Kind} {part.Text} {part.Version}")));
}
