using EchoApp.Web.Inspector;
using Xunit;

namespace EchoApp.Tests.Web.Inspector;

public sealed class SizeTextTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.0 kB")]
    [InlineData(9949, "9.9 kB")]
    [InlineData(9950, "10 kB")]
    [InlineData(67_301, "67 kB")]
    [InlineData(999_499, "999 kB")]
    [InlineData(999_500, "1.0 MB")]
    [InlineData(2_500_000, "2.5 MB")]
    [InlineData(long.MaxValue, "9223372 TB")]
    public void Of_Bytes_IsAsPeopleReadThem(long bytes, string expected) => Assert.Equal(expected, SizeText.Of(bytes));
}
