namespace EchoApp.Web.Storage;

/// <summary>What came of bringing back what was removed.</summary>
/// <param name="Count">How many requests are there again.</param>
/// <param name="Gone">How many have been deleted for good since.</param>
internal sealed record Restored(long Count, long Gone);
