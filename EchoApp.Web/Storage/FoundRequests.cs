namespace EchoApp.Web.Storage;

/// <param name="Requests">Those that were found, in the order of the search.</param>
/// <param name="Next">
/// The position to go on from; null when all were looked at. There may be fewer requests than were asked for: the search takes so long at a time.
/// </param>
internal sealed record FoundRequests(IReadOnlyList<ListedRequest> Requests, long? Next);
