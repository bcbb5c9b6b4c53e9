namespace EchoApp.Web.Storage.Moving;

/// <summary>A bin on its way to another store.</summary>
/// <param name="Bin">What it is.</param>
/// <param name="Swept">How many requests have been swept from it.</param>
/// <param name="Counts">How far its script is.</param>
internal sealed record MovedBin(Bin Bin, long Swept, IReadOnlyList<MovedCount> Counts);

/// <summary>How far the script of a bin is with somebody.</summary>
/// <param name="Key">With whom.</param>
/// <param name="Count">How many requests it has answered.</param>
/// <param name="Used">When it last did, in microseconds since 1970.</param>
internal sealed record MovedCount(string Key, long Count, long Used);
