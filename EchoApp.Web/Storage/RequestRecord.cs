namespace EchoApp.Web.Storage;

/// <summary>What is known of a request that was captured, without its bytes. Everything in it has been redacted.</summary>
internal sealed record RequestRecord
{
    /// <summary>UUIDv7 (RFC 9562 section 5.7). It tells requests apart; their order is by position.</summary>
    public required Guid Id { get; init; }

    public required BinName Bin { get; init; }

    /// <summary>When its head had come. Kept to the microsecond.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public required string Method { get; init; }

    /// <summary>The request target (RFC 9112 section 3.2).</summary>
    public required string Target { get; init; }

    /// <summary>Bytes of the body as it came, kept or not.</summary>
    public required long BodyLength { get; init; }

    /// <summary>Bytes of the body that are kept.</summary>
    public required int BodyKept { get; init; }

    /// <summary>The status that it was answered with.</summary>
    public required int Status { get; init; }

    /// <summary>Everything else, a JSON object in UTF-8. The store does not look into it.</summary>
    public required ReadOnlyMemory<byte> Details { get; init; }

    public Marks Marks { get; init; } = Marks.None;
}
