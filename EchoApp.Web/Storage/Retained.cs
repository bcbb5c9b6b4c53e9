namespace EchoApp.Web.Storage;

/// <summary>What of a bin stays, of what is not pinned.</summary>
/// <param name="Requests">How many of the newest requests; null for all.</param>
/// <param name="Bytes">How many bytes of the newest, as <see cref="CapturedRequest.Size"/> counts; null for all.</param>
/// <param name="Since">What was received then or later; null for all.</param>
internal readonly record struct Retained(long? Requests, long? Bytes, DateTimeOffset? Since)
{
    /// <summary>Among how many of the oldest it is looked for the one that was received first: clocks are set.</summary>
    public const int OldestLookedAt = 20;

    /// <summary>The same as numbers that the stores compare with.</summary>
    public (long Requests, long Bytes, long Since) Limits =>
        (Requests ?? long.MaxValue, Bytes ?? long.MaxValue, Since is { } since ? UnixTime.ToMicroseconds(since) : long.MinValue);
}
