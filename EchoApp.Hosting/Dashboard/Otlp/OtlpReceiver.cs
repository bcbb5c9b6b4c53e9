using EchoApp.Hosting.Dashboard.Otlp.Signals;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace EchoApp.Hosting.Dashboard.Otlp;

/// <summary>What gRPC and HTTP have in common: who may send, how much at once, and what a failure means.</summary>
internal sealed partial class OtlpReceiver(OtlpApiKey key, OtlpLimits limits, OtlpAdmission admission, TimeProvider time, ILogger<OtlpReceiver> logger)
{
    public const string Gzip = "gzip";
    public const string Identity = "identity";

    public int MaxRequestBytes => limits.MaxRequestBytes;

    /// <exception cref="OtlpException">The key is missing or wrong.</exception>
    public void Authenticate(HttpRequest request)
    {
        if (!key.Admits(request))
        {
            throw OtlpException.Unauthenticated();
        }
    }

    /// <summary>Lets the server refuse what is too large before it is here, and gives the request the time that it has.</summary>
    /// <param name="context">The request.</param>
    /// <param name="overhead">Bytes that may come beside the message.</param>
    public OtlpDeadline BeginReading(HttpContext context, int overhead)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = (long)limits.MaxRequestBytes + overhead;
        }

        return new OtlpDeadline(limits.ReadTimeout, time, context.RequestAborted);
    }

    public Task<OtlpMessage> ReadAsync(OtlpBody body, bool isGzip, CancellationToken cancellationToken) =>
        OtlpMessage.ReadAsync(body, isGzip, limits, admission, cancellationToken);

    /// <summary>What the sender is told of an exception; ours are logged too.</summary>
    /// <param name="exception">Why the request is refused.</param>
    /// <param name="signal">Where it counts, unless a stranger sent it.</param>
    public OtlpException Explain(Exception exception, OtlpSignal? signal)
    {
        var failure = OtlpException.From(exception);
        if (failure.Code == GrpcStatusCode.Internal)
        {
            Log.Failed(logger, exception);
        }

        if (failure.Code != GrpcStatusCode.Unauthenticated)
        {
            signal?.CountRefused();
        }

        return failure;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A request with telemetry could not be taken in.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
