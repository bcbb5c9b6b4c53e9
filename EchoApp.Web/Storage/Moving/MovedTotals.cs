namespace EchoApp.Web.Storage.Moving;

/// <summary>What a store knows of all of its requests, on the way to another; times in microseconds since 1970.</summary>
/// <param name="LastPosition">The last position that it has given.</param>
/// <param name="Latest">When the newest request came.</param>
/// <param name="Lateness">By how much a request came before one of an earlier position, at most; microseconds.</param>
internal sealed record MovedTotals(long LastPosition, long Latest, long Lateness);
