using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins;

/// <summary>What a bin holds, as the API shows it.</summary>
/// <param name="Requests">How many requests, with those that were deleted by a query and can still be brought back.</param>
/// <param name="Bytes">How many bytes of them, as the store's limit counts.</param>
/// <param name="Pinned">How many of them are pinned, and so do not count for what is kept.</param>
/// <param name="Swept">How many were deleted because only so much is kept, since the bin was made.</param>
/// <param name="LastReceivedAt">When the last of them was received; null of none.</param>
/// <param name="Keeps">How much is kept; null of a member is without limit.</param>
internal sealed record BinUsageView(long Requests, long Bytes, long Pinned, long Swept, DateTime? LastReceivedAt, BinRetention Keeps);
