using System.Diagnostics;

namespace EchoApp.Web.Telemetry;

/// <summary>The trace that a request belongs to.</summary>
internal static class RequestTrace
{
    /// <summary>
    /// That of the server's span, which goes on with the caller's; where nobody collects spans, that of the caller's <c>traceparent</c>.
    /// </summary>
    /// <returns>32 lower-case hexadecimal digits; null for a request that is part of no trace.</returns>
    public static string? IdOf(IHeaderDictionary headers) =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } span ? span.TraceId.ToHexString() : TraceParent.TraceIdOf(headers.TraceParent);
}
