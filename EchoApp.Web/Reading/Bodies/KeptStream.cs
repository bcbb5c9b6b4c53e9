using EchoApp.Web.Echo.Body;
using EchoApp.Web.Echo.Body.Codings;

namespace EchoApp.Web.Reading.Bodies;

/// <summary>What is kept of a body, as it would come again; where there was more of it, it breaks off.</summary>
/// <param name="bytes">All that is kept.</param>
/// <param name="fault">Why it breaks off, a sentence; null where it does not.</param>
internal sealed class KeptStream(ReadOnlyMemory<byte> bytes, string? fault) : ReadOnlyStream
{
    private int _position;

    /// <exception cref="UndecodableException">There was more.</exception>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var piece = bytes[_position..][..Math.Min(buffer.Length, bytes.Length - _position)];
        if (piece.IsEmpty && !buffer.IsEmpty && fault is not null)
        {
            throw new UndecodableException(fault);
        }

        piece.CopyTo(buffer);
        _position += piece.Length;
        return ValueTask.FromResult(piece.Length);
    }
}
