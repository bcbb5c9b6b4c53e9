using EchoApp.Web.Capture.Providers;
using EchoApp.Web.Capture.Redaction;
using EchoApp.Web.Echo;
using EchoApp.Web.Echo.Body;
using EchoApp.Web.Storage;
using EchoApp.Web.Telemetry;
using EchoApp.Web.Wire;
using EchoApp.Web.Wire.Anomalies;
using Microsoft.AspNetCore.Http.Features;

namespace EchoApp.Web.Capture;

/// <summary>Makes of a request what is stored of it. What is secret in it has been replaced in the result.</summary>
internal sealed class RequestCapturer(Redactor redactor, Fingerprint fingerprint)
{
    /// <summary>How many places are told, so that what is kept of a request is not more than the request.</summary>
    private const int MostRedactions = 100;

    private readonly bool _hidesTrace = redactor.HidesField(TraceParent.Name);
    private readonly ProviderFinder _providers = new(redactor);

    /// <param name="context">The request, read to its end.</param>
    /// <param name="echo">What is known of it.</param>
    /// <param name="body">Its body; null without one. The result may use its bytes where they are.</param>
    /// <param name="bin">Which bin it is for.</param>
    /// <param name="arrival">When it came.</param>
    /// <param name="status">What it is going to be answered with.</param>
    /// <param name="answer">How.</param>
    public CapturedRequest Capture(HttpContext context, in EchoRequest echo, EchoBody? body, Bin bin, in Arrival arrival, int status, CapturedAnswer answer)
    {
        List<Redaction.Redaction> found = [];
        var head = CapturedHead.Of(echo.Connection.Transport?.Recorder, context.Features.GetRequiredFeature<IHttpRequestFeature>());
        var kept = new RedactedBody(body?.Received.Kept ?? ReadOnlyMemory<byte>.Empty, RedactedForm.AsReceived);
        var target = echo.RawTarget;
        if (!bin.Settings.Raw)
        {
            head = head with { Bytes = redactor.RedactHead(head.Bytes, head.IsTruncated, found) };
            target = redactor.RedactTarget(target);
            kept = body is null ? kept : redactor.RedactBody(body, found);
        }

        var trailers = Trailers(echo.Connection.Transport?.Recorder, bin.Settings.Raw, found);
        var record = new RequestRecord
        {
            Id = Guid.CreateVersion7(arrival.ReceivedAt),
            Bin = bin.Name,
            ReceivedAt = arrival.ReceivedAt,
            Method = context.Request.Method,
            Target = target,
            BodyLength = body?.Received.Length ?? 0,
            BodyKept = kept.Bytes.Length,
            Status = status,
            Details = StoredDetails.Write(Details(context, echo, body, head, kept, bin.Settings.Raw) with
            {
                BodyMilliseconds = arrival.BodyTook is { } took ? Math.Round(took.TotalMilliseconds, 1) : null,
                Trailers = trailers,
                Redactions = found.Count == 0 ? null : found.Count <= MostRedactions ? found : found[..MostRedactions],
                RedactionCount = found.Count,
                Answer = answer,
            }),
        };
        return new CapturedRequest(record, head.Bytes, kept.Bytes);
    }

    private CaptureDetails Details(HttpContext context, in EchoRequest echo, EchoBody? body, in CapturedHead head, in RedactedBody kept, bool isRaw)
    {
        var connection = echo.Connection;
        var hash = body?.Received.Sha256;
        var isReplaced = body is not null && (kept.Form != RedactedForm.AsReceived || !kept.Bytes.Equals(body.Received.Kept));
        return new CaptureDetails
        {
            Protocol = context.Request.Protocol,
            Scheme = context.Request.Scheme,
            Remote = new SocketEnd(connection.RemoteAddress, connection.RemotePort),
            Local = new SocketEnd(connection.LocalAddress, connection.LocalPort),
            ConnectionId = connection.Id,
            ConnectionRequest = echo.Number,
            HeadLength = head.Length,
            HeadIsRebuilt = head.IsRebuilt,
            TraceId = _hidesTrace && !isRaw && context.Request.Headers.TraceParent.Count > 0 ? null : RequestTrace.IdOf(context.Request.Headers),
            Provider = _providers.Find(context.Request.Headers, isRaw),
            ContentType = body?.ContentType,
            BodyForm = kept.Form,
            BodySha256 = isReplaced ? null : hash,
            BodyKeyedSha256 = isReplaced && hash is not null ? fingerprint.OfHash(hash) : null,
            BodyError = body?.Error,
            Anomalies = head.IsRebuilt || connection.Transport is not { Recorder: var wire } ? null : Anomalies(wire, isRaw),
        };
    }

    private List<string[]>? Trailers(WireRecorder? wire, bool isRaw, List<Redaction.Redaction> found)
    {
        if (wire?.Chunks?.Trailers is not { Fields.Count: > 0 } trailers)
        {
            return null;
        }

        List<string[]> lines = new(trailers.Fields.Count);
        foreach (var field in trailers.Fields)
        {
            ReadOnlyMemory<byte> value = trailers.Value(field).ToArray();
            value = isRaw ? value : redactor.RedactField(trailers.Name(field), value, found);
            lines.Add([WireText.Decode(trailers.Name(field)), WireText.Decode(value.Span)]);
        }

        return lines;
    }

    /// <summary>What stands in chunk extensions is nobody's to know but the recipient's (RFC 9112 section 7.1.1), and has no names that tell.</summary>
    private static List<CapturedAnomaly>? Anomalies(WireRecorder wire, bool isRaw)
    {
        var found = AnomalyFinder.Find(wire);
        return found.Count == 0 ? null : [.. found.Select(anomaly => new CapturedAnomaly(anomaly.Kind.Code, anomaly.Kind.Section, isRaw || anomaly.Kind != AnomalyKinds.ChunkExtension ? anomaly.Detail : null))];
    }
}
