using EchoApp.Web.Echo.Body;

namespace EchoApp.Tests.Web.Incidents;

/// <summary>So many zeros, which stand nowhere.</summary>
internal sealed class ZeroStream(long length) : ReadOnlyStream
{
    private long _left = length;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = (int)Math.Min(buffer.Length, _left);
        buffer.Span[..read].Clear();
        _left -= read;
        return ValueTask.FromResult(read);
    }
}
