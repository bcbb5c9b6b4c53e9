namespace EchoApp.Hosting.Dashboard.Otlp.Decoding;

/// <summary>What a message holds.</summary>
/// <param name="Items">What is fit to be kept.</param>
/// <param name="Rejected">How many are not.</param>
/// <param name="Reason">Why not; empty if none was rejected.</param>
internal sealed record Decoded<T>(IReadOnlyList<T> Items, long Rejected, string Reason);
