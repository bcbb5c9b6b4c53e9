namespace EchoApp.Web.Storage.Sqlite;

/// <summary>What a store has given, and must not give again when another takes its place.</summary>
/// <param name="Position">Of requests, the last one.</param>
/// <param name="UsedLinks">Ids of links that have been used, and when they would have ended, in microseconds since 1970.</param>
internal sealed record GivenOnce(long Position, IReadOnlyList<(byte[] Id, long EndsAt)> UsedLinks)
{
    public static GivenOnce Nothing { get; } = new(0, []);
}
