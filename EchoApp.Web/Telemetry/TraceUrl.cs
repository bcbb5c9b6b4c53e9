namespace EchoApp.Web.Telemetry;

/// <summary>Where traces are shown; the setting <c>Telemetry:TraceUrl</c>.</summary>
/// <param name="Template">An absolute http or https URL with <see cref="Placeholder"/> in it; null where none was given.</param>
internal sealed record TraceUrl(string? Template)
{
    public const string Placeholder = "{traceId}";

    /// <returns>The page of that trace; null without a template, and for what is no trace id: it may be of a store that others write to.</returns>
    public string? Of(string? traceId) => TraceParent.IsTraceId(traceId) ? Template?.Replace(Placeholder, traceId, StringComparison.Ordinal) : null;
}
