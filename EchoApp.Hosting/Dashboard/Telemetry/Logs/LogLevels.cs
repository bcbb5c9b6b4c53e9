namespace EchoApp.Hosting.Dashboard.Telemetry.Logs;

/// <summary>The levels of Microsoft.Extensions.Logging by OpenTelemetry's numbers of severity: four numbers are one level.</summary>
internal static class LogLevels
{
    public const int Warning = 13;
    public const int Error = 17;

    private const int Information = 9;
    private const int NumbersOfALevel = 4;

    private static readonly string[] _names = ["Trace", "Debug", "Information", "Warning", "Error", "Critical"];

    private static readonly Dictionary<string, int> _severities = new(StringComparer.OrdinalIgnoreCase)
    {
        ["trace"] = 1,
        ["debug"] = 5,
        ["information"] = Information,
        ["info"] = Information,
        ["warning"] = Warning,
        ["warn"] = Warning,
        ["error"] = Error,
        ["critical"] = 21,
        ["fatal"] = 21,
    };

    public static IReadOnlyCollection<string> Known => _severities.Keys;

    /// <summary>Where no severity was sent it counts as information.</summary>
    public static string Name(int severity) => severity <= 0 ? _names[2] : _names[Math.Min((severity - 1) / NumbersOfALevel, _names.Length - 1)];

    /// <summary>Whether it is at least that level.</summary>
    public static bool IsAtLeast(int severity, int lowest) => (severity <= 0 ? Information : severity) >= lowest;

    /// <summary>The lowest severity of a level.</summary>
    public static bool TryParse(string level, out int lowest) => _severities.TryGetValue(level, out lowest);
}
