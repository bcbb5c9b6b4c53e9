namespace EchoApp.Hosting.Remote;

/// <summary>What the running AppHost says is wrong (RFC 9457).</summary>
internal sealed record ProblemDetail(string? Detail);
