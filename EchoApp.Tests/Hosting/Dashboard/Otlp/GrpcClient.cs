using System.Buffers.Binary;
using System.Net.Http.Headers;
using EchoApp.Hosting.Dashboard.Otlp;

namespace EchoApp.Tests.Hosting.Dashboard.Otlp;

/// <summary>gRPC by hand, so that what no client would send can be sent.</summary>
internal sealed class GrpcClient(Uri address, string? key = OtlpHost.Key) : IDisposable
{
    public const string Logs = "/opentelemetry.proto.collector.logs.v1.LogsService/Export";
    public const string Traces = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    public const string Metrics = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";

    private readonly HttpClient _client = new()
    {
        BaseAddress = address,
        DefaultRequestVersion = new Version(2, 0),
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    public static byte[] Frame(byte[] message, bool isCompressed = false)
    {
        var framed = new byte[5 + message.Length];
        framed[0] = isCompressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        message.CopyTo(framed.AsSpan(5));
        return framed;
    }

    public Task<GrpcReply> CallAsync(string method, byte[] message) => SendAsync(method, Frame(message));

    public async Task<GrpcReply> SendAsync(string method, byte[] body, string? encoding = null, string contentType = "application/grpc")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, method) { Version = _client.DefaultRequestVersion, VersionPolicy = _client.DefaultVersionPolicy, Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (key is not null)
        {
            request.Headers.Add(OtlpApiKey.Header, key);
        }

        if (encoding is not null)
        {
            request.Headers.Add("grpc-encoding", encoding);
        }

        using var response = await _client.SendAsync(request);
        return await GrpcReply.ReadAsync(response);
    }

    public void Dispose() => _client.Dispose();
}
