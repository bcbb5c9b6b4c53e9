namespace EchoApp.Hosting.Dashboard.Otlp.Decoding;

/// <summary>SeverityNumber of OTLP: 1 (trace) to 24 (fatal); 0 where there is none.</summary>
internal static class LogSeverity
{
    private const int Highest = 24;

    public static int Of(ulong number) => number <= Highest ? (int)number : 0;

    /// <summary>For senders that have only the name of the level, whichever logging library it is from.</summary>
    public static int Of(string text) => text.ToUpperInvariant() switch
    {
        "TRACE" or "VERBOSE" => 1,
        "DEBUG" => 5,
        "INFO" or "INFORMATION" or "NOTICE" => 9,
        "WARN" or "WARNING" => 13,
        "ERROR" => 17,
        "FATAL" or "CRITICAL" or "ALERT" or "EMERGENCY" => 21,
        _ => 0,
    };
}
