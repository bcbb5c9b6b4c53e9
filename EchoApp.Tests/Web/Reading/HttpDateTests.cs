using System.Globalization;
using EchoApp.Tests.Web.Storage;
using EchoApp.Web.Reading;
using Xunit;

namespace EchoApp.Tests.Web.Reading;

public sealed class HttpDateTests
{
    /// <summary>Read in November 2026.</summary>
    [Theory]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z")]
    [InlineData("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z")]
    [InlineData("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z")]
    [InlineData("Mon Nov 30 08:49:37 2026", "2026-11-30T08:49:37Z")]
    [InlineData("Monday, 30-Nov-26 00:00:00 GMT", "2026-11-30T00:00:00Z")]
    [InlineData("Sat, 31 Dec 2016 23:59:60 GMT", "2017-01-01T00:00:00Z")]
    [InlineData("Sunday, 29-Nov-76 00:00:00 GMT", "2076-11-29T00:00:00Z")]
    [InlineData("Tuesday, 30-Nov-76 00:00:00 GMT", "1976-11-30T00:00:00Z")]
    public void Date_InEachOfItsForms_IsRead(string text, string expected) =>
        Assert.Equal(DateTime.Parse(expected, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal), HttpDate.Parse(text, Samples.Time)?.Time);

    /// <summary>It is a date that somebody has computed wrongly, and none that nobody can read.</summary>
    [Theory]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT", true)]
    [InlineData("Mon, 06 Nov 1994 08:49:37 GMT", false)]
    [InlineData("Sat, 31 Dec 2016 23:59:60 GMT", true)]
    [InlineData("Fri, 31 Dec 9999 23:59:60 GMT", true)]
    [InlineData("Sunday, 06-Nov-94 08:49:37 GMT", true)]
    [InlineData("Monday, 06-Nov-94 08:49:37 GMT", false)]
    [InlineData("Mon Nov  6 08:49:37 1994", false)]
    public void DayOfTheWeek_ThatIsOfAnotherDate_IsKnown(string text, bool isRight) => Assert.Equal(isRight, HttpDate.Parse(text, Samples.Time)!.Value.IsDayRight);

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("Son, 06 Nov 1994 08:49:37 GMT")]
    [InlineData("Sun, 06-Nov-94 08:49:37 GMT")]
    [InlineData("Sunday, 06 Nov 1994 08:49:37 GMT")]
    [InlineData("Sun, 06 Nov 1994 08:49:61 GMT")]
    [InlineData("sun, 06 nov 1994 08:49:37 gmt")]
    [InlineData("Sun, 06 Nov 1994 08:49:37 UTC")]
    [InlineData("Sun, 6 Nov 1994 08:49:37 GMT")]
    [InlineData("Sun, 06 Nov 1994 08:49:37 GMT ")]
    [InlineData("Sun, 31 Feb 1994 08:49:37 GMT")]
    [InlineData("Sunday, 06-Nov-")]
    [InlineData("1994-11-06T08:49:37Z")]
    public void Date_InAnotherForm_IsNone(string text) => Assert.Null(HttpDate.Parse(text, Samples.Time));
}
