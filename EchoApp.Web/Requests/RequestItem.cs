using EchoApp.Web.Capture;
using EchoApp.Web.Capture.Providers;
using EchoApp.Web.Echo;
using EchoApp.Web.Storage;
using EchoApp.Web.Telemetry;

namespace EchoApp.Web.Requests;

/// <summary>A captured request in a list.</summary>
internal record RequestItem
{
    protected RequestItem(RequestRecord record, CaptureDetails details, TraceUrl traces)
    {
        Id = record.Id;
        Bin = record.Bin.ToString();
        Method = record.Method;
        Target = record.Target;
        Path = RequestTarget.Parse(record.Target).Path;
        ReceivedAt = record.ReceivedAt.UtcDateTime;
        Status = record.Status;
        ContentType = details.ContentType;
        BodyLength = record.BodyLength;
        Remote = details.Remote;
        Provider = details.Provider;
        AnomalyCount = details.Anomalies?.Count ?? 0;
        Redacted = details.Redactions is not null;
        TraceId = details.TraceId;
        TraceUrl = traces.Of(details.TraceId);
        Pinned = record.Marks.IsPinned;
        Tags = record.Marks.Tags;
    }

    public Guid Id { get; }

    public string Bin { get; }

    public string Method { get; }

    /// <summary>As in the request line, with secrets in its query replaced.</summary>
    public string Target { get; }

    /// <summary>The target without query and authority, as sent.</summary>
    public string Path { get; }

    public DateTime ReceivedAt { get; }

    /// <summary>The status of the answer.</summary>
    public int Status { get; }

    public string? ContentType { get; }

    /// <summary>Bytes of the whole body as it came.</summary>
    public long BodyLength { get; }

    /// <summary>Where it came from: the socket's peer.</summary>
    public SocketEnd Remote { get; }

    /// <summary>Who sent it by what its header says; null for nobody that is known.</summary>
    public Provider? Provider { get; }

    /// <summary>How many anomalies it had.</summary>
    public int AnomalyCount { get; }

    /// <summary>Whether something secret was replaced in it.</summary>
    public bool Redacted { get; }

    /// <summary>The trace that it belongs to, 32 hexadecimal digits; null for none.</summary>
    public string? TraceId { get; }

    /// <summary>Where that trace is shown; null where nobody has told.</summary>
    public string? TraceUrl { get; }

    /// <summary>Whether it stays until somebody deletes it, however many come after it.</summary>
    public bool Pinned { get; }

    /// <summary>What people have put on it, by name.</summary>
    public IReadOnlyList<string> Tags { get; }

    public static RequestItem Of(RequestRecord record, TraceUrl traces) => new(record, StoredDetails.Read(record.Details.Span), traces);
}
