namespace EchoApp.Web.Storage;

/// <summary>A request to be stored. Its bytes must stand until it is.</summary>
/// <param name="Record">What is known of it.</param>
/// <param name="Head">Request line and header section as on the wire, with the empty line.</param>
/// <param name="Body">What is kept of the body.</param>
internal sealed record CapturedRequest(RequestRecord Record, ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body)
{
    /// <summary>About what its row and the entries of its indexes take besides, in bytes. The triggers of the schemas subtract the same.</summary>
    public const int RowSize = 256;

    /// <summary>Bytes that it counts as in the store.</summary>
    public long Size => RowSize + Record.Details.Length + Head.Length + Body.Length;
}
