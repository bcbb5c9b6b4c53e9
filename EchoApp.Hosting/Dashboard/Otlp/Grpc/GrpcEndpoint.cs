using EchoApp.Hosting.Dashboard.Otlp.Signals;
using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Otlp.Grpc;

/// <summary>OTLP/gRPC: unary calls on HTTP/2, framed as gRPC's PROTOCOL-HTTP2.md says.</summary>
internal sealed class GrpcEndpoint(OtlpReceiver receiver)
{
    private const string ContentType = "application/grpc";
    private const string ProtobufContentType = ContentType + "+proto";
    private const string EncodingHeader = "grpc-encoding";

    /// <summary>The call <c>Export</c> of a signal's service.</summary>
    public Task ExportAsync(HttpContext context, OtlpSignal signal) => AnswerAsync(context, signal, async () =>
    {
        var outcome = await IngestAsync(context, signal);
        await GrpcAnswer.WriteAsync(context.Response, signal.Response(outcome), context.RequestAborted);
    });

    /// <summary>Any other call.</summary>
    public Task RefuseUnknownAsync(HttpContext context)
    {
        if (!IsGrpc(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return AnswerAsync(context, signal: null, () => throw new OtlpException(
            GrpcStatusCode.Unimplemented,
            StatusCodes.Status404NotFound,
            $"There is no method {context.Request.Path}. This is a receiver of OTLP 1: LogsService, TraceService and MetricsService, method Export."));
    }

    private async Task AnswerAsync(HttpContext context, OtlpSignal? signal, Func<Task> answer)
    {
        if (!await IsAnswerableAsync(context))
        {
            return;
        }

        try
        {
            receiver.Authenticate(context.Request);
            await answer();
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            GrpcAnswer.Refuse(context.Response, receiver.Explain(exception, signal));
        }
    }

    private async Task<Telemetry.IngestOutcome> IngestAsync(HttpContext context, OtlpSignal signal)
    {
        var encoding = context.Request.Headers[EncodingHeader].ToString();
        if (encoding is not ("" or OtlpReceiver.Identity or OtlpReceiver.Gzip))
        {
            throw OtlpException.UnknownEncoding(encoding, EncodingHeader);
        }

        using var deadline = receiver.BeginReading(context, GrpcFrame.Size);
        var body = context.Request.Body;
        var frame = await GrpcFrame.ReadAsync(body, deadline.Token);
        if (frame.Length > receiver.MaxRequestBytes)
        {
            throw OtlpException.TooLarge("The message", receiver.MaxRequestBytes, nameof(OtlpLimits.MaxRequestBytes));
        }

        if (frame.IsCompressed && encoding != OtlpReceiver.Gzip)
        {
            throw OtlpException.Malformed($"The gRPC frame says that the message is compressed, but the header {EncodingHeader} does not say how.");
        }

        using var message = await receiver.ReadAsync(new OtlpBody(body, frame.Length), frame.IsCompressed, deadline.Token);
        if (await body.ReadAsync(new byte[1], deadline.Token) > 0)
        {
            throw OtlpException.Malformed("There is more in the request than one message.");
        }

        return signal.Ingest(message.Content.Span);
    }

    /// <summary>Whether an answer of gRPC can be sent at all; if not, one of HTTP is.</summary>
    private static async Task<bool> IsAnswerableAsync(HttpContext context)
    {
        var (status, reason) = (IsGrpc(context.Request), context.Response.SupportsTrailers()) switch
        {
            (false, _) => (
                StatusCodes.Status415UnsupportedMediaType,
                $"The content type must be {ContentType} here. Over HTTP send to /v1/logs, /v1/traces or /v1/metrics.\n"),
            (_, false) => (
                StatusCodes.Status426UpgradeRequired,
                "gRPC needs HTTP/2. Set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf to send over HTTP/1.1.\n"),
            _ => (StatusCodes.Status200OK, ""),
        };
        if (reason.Length == 0)
        {
            return true;
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain";
        await context.Response.WriteAsync(reason, context.RequestAborted);
        return false;
    }

    // Parameters may follow; +json and other formats of messages are not ours.
    private static bool IsGrpc(HttpRequest request) =>
        request.ContentType?.Split(';')[0].Trim() is { } type
        && (type.Equals(ContentType, StringComparison.OrdinalIgnoreCase) || type.Equals(ProtobufContentType, StringComparison.OrdinalIgnoreCase));
}
