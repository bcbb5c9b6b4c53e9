using System.Globalization;
using EchoApp.Web.Logging;

namespace EchoApp.Web.Shutdown;

internal static class ShutdownTimeout
{
    private const string Key = "Shutdown:Timeout";
    private static readonly TimeSpan _default = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longest = TimeSpan.FromHours(1);

    /// <summary>How long running requests may take to finish: seconds (<c>2.5</c>) or a time span (<c>00:00:30</c>), at most an hour.</summary>
    public static TimeSpan Read(IConfiguration configuration)
    {
        if (configuration[Key] is not { } text)
        {
            return _default;
        }

        if (TryParse(text, out var timeout) && timeout >= TimeSpan.Zero && timeout <= _longest)
        {
            return timeout;
        }

        throw new StartupException(
            $"Shutdown__Timeout={LogText.Escape(text)}: not a time to wait for running requests. " +
            "Use seconds (10) or a time span (00:00:10), at most one hour.");
    }

    private static bool TryParse(string text, out TimeSpan timeout)
    {
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= _longest.TotalSeconds)
        {
            timeout = TimeSpan.FromSeconds(seconds);
            return true;
        }

        return TimeSpan.TryParseExact(text, ["c", "g"], CultureInfo.InvariantCulture, out timeout) && text.Contains(':');
    }
}
