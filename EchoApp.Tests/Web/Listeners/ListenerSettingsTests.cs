using EchoApp.Web;
using EchoApp.Web.Listeners;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace EchoApp.Tests.Web.Listeners;

public sealed class ListenerSettingsTests
{
    [Fact]
    public void Read_NothingSet_GivesTheDefaultPortsOnLoopback()
    {
        var settings = Read();
        Assert.Equal((6000, 5000), (settings.EchoPort.Port, settings.PagesPort.Port));
        Assert.Equal(["127.0.0.1", "::1"], settings.Addresses.Select(address => address.Address.ToString()));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("1")]
    public void Read_InAContainer_ListensOnAnyAddress(string value)
    {
        var settings = Read(("DOTNET_RUNNING_IN_CONTAINER", value));
        Assert.Equal(["0.0.0.0", "::"], settings.Addresses.Select(address => address.Address.ToString()));
    }

    [Fact]
    public void Read_ListenSetInAContainer_OverridesIt() =>
        Assert.Equal(
            ["127.0.0.1", "::1"],
            Read(("DOTNET_RUNNING_IN_CONTAINER", "true"), ("Listen", "loopback")).Addresses.Select(address => address.Address.ToString()));

    [Theory]
    [InlineData("abc")]
    [InlineData("70000")]
    [InlineData("-1")]
    [InlineData("")]
    [InlineData(" 80")]
    [InlineData("8_0")]
    public void Read_NotAPort_NamesTheVariableTheValueAndTheFix(string value)
    {
        var exception = Assert.Throws<StartupException>(() => Read(("PAGES_PORT", value)));
        Assert.StartsWith($"PAGES_PORT={value}: not a port. Use a number from 1 to 65535", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TheSamePortForBoth_NamesBoth()
    {
        var exception = Assert.Throws<StartupException>(() => Read(("ECHO_PORT", "5000")));
        Assert.StartsWith("ECHO_PORT=5000 and PAGES_PORT=5000:", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ZeroForBoth_IsFine() => Assert.Equal(0, Read(("ECHO_PORT", "0"), ("PAGES_PORT", "0")).EchoPort.Port);

    private static ListenerSettings Read(params (string Name, string Value)[] settings) => ListenerSettings.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
            .Build());
}
