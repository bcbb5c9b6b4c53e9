using System.Text.Json.Serialization;
using EchoApp.Web.Capture;
using EchoApp.Web.Capture.Redaction;
using EchoApp.Web.Storage;
using EchoApp.Web.Telemetry;

namespace EchoApp.Web.Requests;

/// <summary>A captured request with all that is known of it; its bytes are asked for by themselves.</summary>
internal sealed record RequestView : RequestItem
{
    private RequestView(StoredRequest stored, CaptureDetails details, TraceUrl traces)
        : base(stored.Record, details, traces)
    {
        Protocol = details.Protocol;
        Scheme = details.Scheme;
        Local = details.Local;
        Connection = new ConnectionView(details.ConnectionId, details.ConnectionRequest);
        HeadLength = details.HeadLength;
        HeadRebuilt = details.HeadIsRebuilt;
        Headers = HeadLines.Fields(stored.Head.Span);
        Trailers = details.Trailers;
        Body = BodyView.Of(stored.Record, details);
        Anomalies = details.Anomalies ?? [];
        RedactionCount = details.RedactionCount;
        Redactions = details.Redactions ?? [];
    }

    [JsonPropertyOrder(1)]
    public string Protocol { get; }

    [JsonPropertyOrder(1)]
    public string Scheme { get; }

    /// <summary>The socket's end here.</summary>
    [JsonPropertyOrder(1)]
    public SocketEnd Local { get; }

    [JsonPropertyOrder(1)]
    public ConnectionView Connection { get; }

    /// <summary>Bytes of the head as it came.</summary>
    [JsonPropertyOrder(1)]
    public long HeadLength { get; }

    /// <summary>Whether the head is not the bytes that came, but put together from what was parsed of them.</summary>
    [JsonPropertyOrder(1)]
    public bool HeadRebuilt { get; }

    /// <summary>Name and value of each field line, in the order and the spelling in which they came.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<string[]> Headers { get; }

    /// <summary>The same of the trailer section; null without one.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<string[]>? Trailers { get; }

    [JsonPropertyOrder(1)]
    public BodyView Body { get; }

    /// <summary>What is odd in how it was sent.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<CapturedAnomaly> Anomalies { get; }

    /// <summary>How many secrets were replaced.</summary>
    [JsonPropertyOrder(1)]
    public int RedactionCount { get; }

    /// <summary>Where; of more than 100 the first.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<Redaction> Redactions { get; }

    public static RequestView Of(StoredRequest stored, TraceUrl traces) => new(stored, StoredDetails.Read(stored.Record.Details.Span), traces);
}
