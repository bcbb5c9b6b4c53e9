namespace EchoApp.Testing;

/// <summary>An error of the API (RFC 9457).</summary>
/// <param name="Detail">What went wrong and what to do, in sentences.</param>
internal sealed record Problem(string? Detail);
