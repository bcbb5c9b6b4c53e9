namespace EchoApp.Web.Storage;

/// <param name="Position">
/// Where it stands in the order of commits: given at commit, rising, and visible only when everything before it is. Positions are skipped, and
/// never used again.
/// </param>
/// <param name="Record">What is known of it.</param>
internal sealed record ListedRequest(long Position, RequestRecord Record);
