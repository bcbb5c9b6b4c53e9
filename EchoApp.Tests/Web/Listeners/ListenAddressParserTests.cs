using EchoApp.Web;
using EchoApp.Web.Listeners;
using Xunit;

namespace EchoApp.Tests.Web.Listeners;

public sealed class ListenAddressParserTests
{
    [Theory]
    [InlineData("any", "0.0.0.0 ::?")]
    [InlineData("Loopback", "127.0.0.1 ::1?")]
    [InlineData("localhost", "127.0.0.1 ::1?")]
    [InlineData("10.0.0.7", "10.0.0.7")]
    [InlineData("::", "::")]
    [InlineData("loopback, 10.0.0.7", "127.0.0.1 ::1? 10.0.0.7")]
    [InlineData("loopback,::1", "127.0.0.1 ::1")]
    [InlineData("any,127.0.0.1,10.0.0.7", "0.0.0.0 ::?")]
    [InlineData("0.0.0.0,::1", "0.0.0.0 ::1")]
    public void Parse_AListOfAddresses_GivesEachOnce(string text, string expected) => Assert.Equal(
        expected,
        string.Join(' ', ListenAddressParser.Parse(text).Select(address => address.Required ? $"{address.Address}" : $"{address.Address}?")));

    [Theory]
    [InlineData("")]
    [InlineData("any,")]
    [InlineData("6000")]
    [InlineData("1.2")]
    [InlineData("example.com")]
    [InlineData("[::1]")]
    [InlineData("any;loopback")]
    public void Parse_NotAnAddress_NamesTheSettingAndTheFix(string text)
    {
        var exception = Assert.Throws<StartupException>(() => ListenAddressParser.Parse(text));
        Assert.StartsWith($"Listen={text}: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Use any, loopback, an IP address", exception.Message, StringComparison.Ordinal);
    }
}
