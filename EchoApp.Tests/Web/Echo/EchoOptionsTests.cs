using EchoApp.Web.Echo;
using Microsoft.Extensions.Options;
using Xunit;

namespace EchoApp.Tests.Web.Echo;

public sealed class EchoOptionsTests
{
    [Theory]
    [InlineData("Echo:MaxBodyKept", "x", "Echo:MaxBodyKept must be a whole number of bytes from 0 to 16777216, not 'x'.")]
    [InlineData("Echo:MaxBodyKept", "16777217", "Echo:MaxBodyKept must be a whole number of bytes from 0 to 16777216, not '16777217'.")]
    [InlineData("Echo:MaxBodyLength", "-1", "Echo:MaxBodyLength must be a whole number of bytes from 0 to 9223372036854775807, not '-1'.")]
    [InlineData("Echo:MaxDecodedLength", "1.5", "Echo:MaxDecodedLength must be a whole number of bytes from 0 to 9223372036854775807, not '1.5'.")]
    [InlineData("Echo:MaxDecodedRatio", "0", "Echo:MaxDecodedRatio must be a whole number from 1 to 2147483647, not '0'.")]
    [InlineData("Echo:Wire", "yes", "Echo:Wire must be true or false, not 'yes'.")]
    [InlineData("Echo:Pretty", "1", "Echo:Pretty must be true or false, not '1'.")]
    [InlineData("Echo:Raw", "", "Echo:Raw must be true or false, not ''.")]
    [InlineData("Echo:InlineCompletions", "on", "Echo:InlineCompletions must be true or false, not 'on'.")]
    [InlineData("Echo:MemoryBudget", "1048575", "Echo:MemoryBudget must be a whole number of bytes from 1048576 to 9223372036854775807, not '1048575'.")]
    [InlineData("Echo:MinBodyRate", "-1", "Echo:MinBodyRate must be a whole number of bytes a second from 0 to 2147483647, not '-1'.")]
    [InlineData("Echo:BodyRateWindow", "0", "Echo:BodyRateWindow must be a whole number of seconds from 1 to 3600, not '0'.")]
    [InlineData("Echo:MaxConnections", "0", "Echo:MaxConnections must be a whole number from 1 to 2147483647, not '0'.")]
    [InlineData(
        "Echo:MaxBodyKep", "5",
        "Echo:MaxBodyKep is no setting; there are BodyRateWindow, InlineCompletions, MaxBodyKept, MaxBodyLength, MaxConnections, MaxDecodedLength, MaxDecodedRatio, MemoryBudget, MinBodyRate, Prefixes, Pretty, Raw, Wire.")]
    [InlineData("Echo:Prefixes:b", "no", "Echo:Prefixes:b must be true or false, not 'no'.")]
    [InlineData("Echo:Prefixes:other", "false", "Echo:Prefixes:other names no reserved prefix; there are: b.")]
    public async Task Start_WithABadSetting_SaysWhichAndWhatIsAllowed(string key, string value, string message)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(
            () => EchoServer.StartAsync(new() { [key] = value }, services => services.AddReservedPrefix("b", "/b/")));

        Assert.Equal(message, exception.Message);
    }
}
