namespace EchoApp.Web.Storage;

/// <summary>What a bin holds, with what has been removed and can still be brought back.</summary>
/// <param name="Requests">How many requests.</param>
/// <param name="Bytes">How many bytes of them, as <see cref="CapturedRequest.Size"/> counts.</param>
/// <param name="Pinned">How many of these requests are pinned.</param>
/// <param name="PinnedBytes">How many bytes of them.</param>
/// <param name="Swept">How many requests were deleted because only so much is kept, since the bin was made.</param>
/// <param name="Oldest">When the oldest was received that is not pinned; null where there is none.</param>
/// <param name="Newest">When the last one was received; null where there is none.</param>
internal sealed record BinUsage(long Requests, long Bytes, long Pinned, long PinnedBytes, long Swept, DateTimeOffset? Oldest, DateTimeOffset? Newest)
{
    public static BinUsage None { get; } = new(0, 0, 0, 0, 0, Oldest: null, Newest: null);
}
