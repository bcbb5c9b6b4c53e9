namespace EchoApp.Web.Wire.Refusals;

/// <summary>
/// A request that was refused before it was one, as it is remembered and shown. The line is the beginning of the one that is at fault, secrets
/// masked; null when no single line is.
/// </summary>
internal sealed record RefusedRequest(
    DateTimeOffset Time,
    string Connection,
    string? Remote,
    string? Local,
    int Status,
    string Reason,
    string Section,
    RefusedLengths Length,
    string? Line);
