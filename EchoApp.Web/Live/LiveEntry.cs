using EchoApp.Web.Storage;

namespace EchoApp.Web.Live;

/// <param name="Position">See <see cref="ListedRequest"/>.</param>
/// <param name="Record">What filters look at.</param>
/// <param name="Event">What readers are told, in UTF-8: written once for all of them.</param>
internal sealed record LiveEntry(long Position, RequestRecord Record, ReadOnlyMemory<byte> Event)
{
    /// <summary>About what it takes besides its bytes.</summary>
    private const int ObjectSize = 512;

    /// <summary>Bytes of memory that it takes, about.</summary>
    public long Size => ObjectSize + Event.Length + Record.Details.Length + (2L * Record.Target.Length);
}
