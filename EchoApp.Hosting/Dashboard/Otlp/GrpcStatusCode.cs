namespace EchoApp.Hosting.Dashboard.Otlp;

/// <summary>Those of gRPC's status codes that the receiver answers with; google.rpc.Status has the same numbers.</summary>
internal enum GrpcStatusCode
{
    Ok = 0,
    InvalidArgument = 3,
    DeadlineExceeded = 4,
    ResourceExhausted = 8,
    Unimplemented = 12,
    Internal = 13,
    Unavailable = 14,
    Unauthenticated = 16,
}
