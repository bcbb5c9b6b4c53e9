using EchoApp.Web.Capture.Providers;
using EchoApp.Web.Capture.Redaction;

namespace EchoApp.Web.Capture;

/// <summary>What is kept of a request beside what stores list it by. It is stored as JSON: members are added, never renamed.</summary>
internal sealed record CaptureDetails
{
    public required string Protocol { get; init; }

    public required string Scheme { get; init; }

    /// <summary>The socket's other end, whatever headers claim.</summary>
    public required SocketEnd Remote { get; init; }

    public required SocketEnd Local { get; init; }

    public required string ConnectionId { get; init; }

    /// <summary>The place of the request on its connection, from 1.</summary>
    public required int ConnectionRequest { get; init; }

    /// <summary>Bytes of the head as it came, kept or not.</summary>
    public required long HeadLength { get; init; }

    /// <summary>Whether the head is put together from what was parsed: over HTTP/2, and where no bytes are recorded.</summary>
    public bool HeadIsRebuilt { get; init; }

    /// <summary>The trace that it belongs to (W3C Trace Context section 3.2.2.3), 32 lower-case hexadecimal digits; null for none.</summary>
    public string? TraceId { get; init; }

    /// <summary>Who sent it; null for nobody that is known, and for what was stored before it was looked for.</summary>
    public Provider? Provider { get; init; }

    public string? ContentType { get; init; }

    /// <summary>In which form the body is kept.</summary>
    public RedactedForm BodyForm { get; init; }

    /// <summary>SHA-256 of the whole body as it came, in lower-case hexadecimal; null without a body, and where something of it was replaced.</summary>
    public string? BodySha256 { get; init; }

    /// <summary>The same, keyed, where something was replaced: HMAC-SHA256 of that hash. Who knows the key can tell whether a body was this one.</summary>
    public string? BodyKeyedSha256 { get; init; }

    /// <summary>How long the body took after the head; null without one, and where that was not kept.</summary>
    public double? BodyMilliseconds { get; init; }

    /// <summary>What was found wrong with the body, in sentences.</summary>
    public string? BodyError { get; init; }

    /// <summary>Name and value of each trailer field, in the order in which they came.</summary>
    public IReadOnlyList<string[]>? Trailers { get; init; }

    public IReadOnlyList<CapturedAnomaly>? Anomalies { get; init; }

    /// <summary>How many values were replaced.</summary>
    public int RedactionCount { get; init; }

    /// <summary>Where something was replaced, and by what it can be told again; of many the first.</summary>
    public IReadOnlyList<Redaction.Redaction>? Redactions { get; init; }

    /// <summary>How it was answered; null where that was not kept yet.</summary>
    public CapturedAnswer? Answer { get; init; }
}
