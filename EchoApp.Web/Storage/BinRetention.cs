namespace EchoApp.Web.Storage;

/// <summary>How much of a bin is kept, of what is not pinned. What is null is as it is for all bins, and 0 is no limit.</summary>
internal sealed record BinRetention
{
    /// <summary>How many requests, the newest.</summary>
    public long? Requests { get; init; }

    /// <summary>For how long, from when they were received: <c>90s</c>, <c>15m</c>, <c>12h</c>, <c>7d</c>, or <c>0</c>.</summary>
    public string? Age { get; init; }

    /// <summary>How many bytes of them, as <see cref="CapturedRequest.Size"/> counts.</summary>
    public long? Bytes { get; init; }
}
