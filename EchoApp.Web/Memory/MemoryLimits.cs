namespace EchoApp.Web.Memory;

/// <summary>Lengths are in bytes.</summary>
/// <param name="Budget">What requests in flight may hold together.</param>
/// <param name="LongestKept">The most that is kept of one body.</param>
/// <param name="LongestAnswer">The longest answer there may be.</param>
/// <param name="Connections">How many connections there may be at once.</param>
internal sealed record MemoryLimits(long Budget, int LongestKept, int LongestAnswer, long Connections);
