using EchoApp.Hosting.Dashboard.Otlp.Signals;
using EchoApp.Hosting.Dashboard.Telemetry;
using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Otlp.Http;

/// <summary>OTLP/HTTP: a message as the body of a POST, in protobuf or JSON; the answer is in the same format.</summary>
internal sealed class OtlpHttpEndpoint(OtlpReceiver receiver)
{
    public async Task ExportAsync(HttpContext context, OtlpSignal signal)
    {
        var format = FormatOf(context.Request);
        try
        {
            receiver.Authenticate(context.Request);
            var outcome = await IngestAsync(context, signal, format ?? throw UnknownContentType(context.Request));
            await OtlpHttpAnswer.WriteAsync(context.Response, StatusCodes.Status200OK, signal.Response(outcome), format.Value);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            await OtlpHttpAnswer.RefuseAsync(context.Response, receiver.Explain(exception, signal), format ?? OtlpFormat.Json);
        }
    }

    private async Task<IngestOutcome> IngestAsync(HttpContext context, OtlpSignal signal, OtlpFormat format)
    {
        var encoding = context.Request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant();
        if (encoding is not ("" or OtlpReceiver.Identity or OtlpReceiver.Gzip))
        {
            throw OtlpException.UnknownEncoding(encoding, "Content-Encoding");
        }

        using var deadline = receiver.BeginReading(context, overhead: 0);
        using var message = await receiver.ReadAsync(new OtlpBody(context.Request.Body, length: null), encoding == OtlpReceiver.Gzip, deadline.Token);
        return signal.Ingest(format == OtlpFormat.Json ? OtlpJson.ToProtobuf(message.Content, signal.Request) : message.Content.Span);
    }

    private static OtlpFormat? FormatOf(HttpRequest request) => request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        OtlpHttpAnswer.Protobuf => OtlpFormat.Protobuf,
        OtlpHttpAnswer.Json => OtlpFormat.Json,
        _ => null,
    };

    private static OtlpException UnknownContentType(HttpRequest request) => new(
        GrpcStatusCode.InvalidArgument,
        StatusCodes.Status415UnsupportedMediaType,
        $"The content type '{request.ContentType}' is not supported. Send {OtlpHttpAnswer.Protobuf} or {OtlpHttpAnswer.Json}.");
}
