namespace EchoApp.Web.Storage.Moving;

/// <summary>Who is logged in, on the way to another store; times in microseconds since 1970.</summary>
/// <param name="Sessions">Keys of sessions, and when they end.</param>
/// <param name="UsedLinks">Ids of links that have been used, and when they would have ended.</param>
internal sealed record MovedSessions(IReadOnlyList<(byte[] Key, long EndsAt)> Sessions, IReadOnlyList<(Guid Id, long EndsAt)> UsedLinks);
