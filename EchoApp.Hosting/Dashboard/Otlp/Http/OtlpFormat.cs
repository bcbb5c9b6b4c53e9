namespace EchoApp.Hosting.Dashboard.Otlp.Http;

/// <summary>How a request over HTTP and its answer are written.</summary>
internal enum OtlpFormat
{
    Protobuf,
    Json,
}
