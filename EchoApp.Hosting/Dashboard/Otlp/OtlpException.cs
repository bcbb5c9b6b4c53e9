using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Otlp;

/// <summary>
/// Why a whole request is refused. The codes follow the OTLP specification's rules on retries: what is refused for being wrong must not be
/// sent again, what is refused because there is too much to do may be (gRPC: UNAVAILABLE, HTTP: 429).
/// </summary>
internal sealed class OtlpException(GrpcStatusCode code, int httpStatus, string message, Exception? inner = null) : Exception(message, inner)
{
    public GrpcStatusCode Code => code;

    public int HttpStatus => httpStatus;

    public static OtlpException Unauthenticated() => new(
        GrpcStatusCode.Unauthenticated,
        StatusCodes.Status401Unauthorized,
        $"The header {OtlpApiKey.Header} is missing or has another key. Send the key of this run: OTEL_EXPORTER_OTLP_HEADERS={OtlpApiKey.Header}=<key>.");

    public static OtlpException Malformed(string what, Exception? inner = null) =>
        new(GrpcStatusCode.InvalidArgument, StatusCodes.Status400BadRequest, what, inner);

    public static OtlpException TooLarge(string what, long maximum, string setting) => new(
        GrpcStatusCode.ResourceExhausted,
        StatusCodes.Status413PayloadTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"{what} is larger than {maximum} bytes. Send smaller batches, or raise {OtlpLimits.Section}:{setting}."));

    public static OtlpException TooMuch() => new(
        GrpcStatusCode.ResourceExhausted, StatusCodes.Status413PayloadTooLarge, "The request has too much in it. Send smaller batches.");

    public static OtlpException UnknownEncoding(string encoding, string header) => new(
        GrpcStatusCode.Unimplemented, StatusCodes.Status415UnsupportedMediaType, $"The {header} '{encoding}' is not supported. Use gzip or identity.");

    public static OtlpException Busy() => new(
        GrpcStatusCode.Unavailable, StatusCodes.Status429TooManyRequests, "Too many requests wait to be read. Send again later.");

    public static OtlpException TooSlow() => new(
        GrpcStatusCode.DeadlineExceeded, StatusCodes.Status408RequestTimeout, "The request did not arrive in time. Send smaller batches.");

    /// <summary>What an error of the server, of decompression or of our own means to the sender.</summary>
    public static OtlpException From(Exception exception) => exception switch
    {
        OtlpException known => known,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new(
            GrpcStatusCode.ResourceExhausted,
            StatusCodes.Status413PayloadTooLarge,
            $"The request is too large. Send smaller batches, or raise {OtlpLimits.Section}:{nameof(OtlpLimits.MaxRequestBytes)}.",
            exception),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } or OperationCanceledException => TooSlow(),
        BadHttpRequestException => Malformed(exception.Message, exception),
        InvalidDataException => Malformed($"The body is not valid gzip: {exception.Message}", exception),
        _ => new(GrpcStatusCode.Internal, StatusCodes.Status500InternalServerError, "The dashboard failed to take this in; its log says why.", exception),
    };
}
