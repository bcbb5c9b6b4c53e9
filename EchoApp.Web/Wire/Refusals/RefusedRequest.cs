namespace EchoApp.Web.Wire.Refusals;

/// <summary>A <see cref="Refusal"/> as it is shown. Lengths are in bytes.</summary>
internal sealed record RefusedRequest(
    DateTimeOffset Time,
    string Connection,
    string? Remote,
    string? Local,
    int Status,
    string Reason,
    string Section,
    RefusedLengths Length,
    string? Line)
{
    public static RefusedRequest Of(Refusal refusal) => new(
        refusal.Time,
        refusal.ConnectionId,
        refusal.Remote?.ToString(),
        refusal.Local?.ToString(),
        refusal.Status,
        refusal.Reason.Text,
        refusal.Reason.Section,
        new RefusedLengths(refusal.RequestLineLength, refusal.HeadLength, refusal.Line is null ? null : refusal.LineLength),
        refusal.Line);
}
