using System.Globalization;

namespace EchoApp.Web.Pages;

internal static class UptimeText
{
    public static string Format(TimeSpan uptime)
    {
        FormattableString text = uptime switch
        {
            { TotalMinutes: < 1 } => $"{uptime.Seconds} s",
            { TotalHours: < 1 } => $"{uptime.Minutes} min {uptime.Seconds} s",
            { TotalDays: < 1 } => $"{uptime.Hours} h {uptime.Minutes} min",
            _ => $"{uptime.Days} d {uptime.Hours} h",
        };
        return text.ToString(CultureInfo.InvariantCulture);
    }
}
