using System.Net;

namespace EchoApp.Web.Wire.Refusals;

/// <summary>
/// A request that was refused before it was one. Lengths are in bytes, as far as they came. The line is the beginning of the one that is at
/// fault, secrets masked; null when no single line is.
/// </summary>
internal sealed record Refusal(
    DateTimeOffset Time,
    string ConnectionId,
    EndPoint? Remote,
    EndPoint? Local,
    int Status,
    RefusalReason Reason,
    long RequestLineLength,
    long HeadLength,
    string? Line,
    long LineLength);
