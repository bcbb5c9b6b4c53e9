namespace EchoApp.Hosting.Dashboard.Listening;

internal enum ListenerKind
{
    /// <summary>Pages and their API.</summary>
    Frontend,

    /// <summary>OTLP by gRPC, which is HTTP/2 alone.</summary>
    OtlpGrpc,

    /// <summary>OTLP by HTTP.</summary>
    OtlpHttp,
}
