using EchoApp.Web;
using EchoApp.Web.Shutdown;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace EchoApp.Tests.Web.Shutdown;

public sealed class ShutdownTimeoutTests
{
    [Theory]
    [InlineData(null, 1)]
    [InlineData("0", 0)]
    [InlineData("2.5", 2.5)]
    [InlineData("00:00:30", 30)]
    [InlineData("01:00:00", 3600)]
    [InlineData("3600", 3600)]
    public void Read_SecondsOrATimeSpan_GivesTheTime(string? value, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), ShutdownTimeout.Read(With(value)));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("3601")]
    [InlineData("1:00:00:00")]
    [InlineData("-00:00:01")]
    [InlineData("NaN")]
    public void Read_NotATime_NamesTheSettingTheValueAndTheFix(string value)
    {
        var exception = Assert.Throws<StartupException>(() => ShutdownTimeout.Read(With(value)));
        Assert.StartsWith($"Shutdown__Timeout={value}: ", exception.Message, StringComparison.Ordinal);
    }

    private static IConfiguration With(string? value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new("Shutdown:Timeout", value)]).Build();
}
