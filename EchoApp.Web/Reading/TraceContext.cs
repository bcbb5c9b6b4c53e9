using EchoApp.Web.Telemetry;

namespace EchoApp.Web.Reading;

/// <summary>What <c>traceparent</c> says (W3C Trace Context Level 2, section 3.2).</summary>
internal static class TraceContext
{
    public const string Field = TraceParent.Name;

    public static IReadOnlyList<Meaning> Describe(string value)
    {
        if (TraceParent.TraceIdOf(value) is not { } traceId)
        {
            return [Meaning.Fault("no traceparent", "it is not version, trace-id, parent-id and flags in lower-case hexadecimal (W3C Trace Context section 3.2)")];
        }

        var isSampled = (Convert.ToByte(value.Substring(53, 2), 16) & 1) != 0;
        return [new("version", value[..2]), new("trace-id", traceId), new("parent-id", value.Substring(36, 16)), new("sampled", isSampled ? "yes" : "no")];
    }
}
