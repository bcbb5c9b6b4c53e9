namespace EchoApp.Tests.Hosting.Dashboard.Otlp;

/// <param name="Path">Where it was sent to.</param>
/// <param name="Body">What was read of it.</param>
/// <param name="Status">The status of HTTP.</param>
/// <param name="GrpcStatus">That of gRPC; empty over HTTP.</param>
internal sealed record OtlpExchange(string Path, byte[] Body, int Status, string GrpcStatus);
