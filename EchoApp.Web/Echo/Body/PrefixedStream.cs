namespace EchoApp.Web.Echo.Body;

/// <summary>Gives back bytes already read from a stream before the rest of it.</summary>
internal sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest) : ReadOnlyStream
{
    private ReadOnlyMemory<byte> _prefix = prefix;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_prefix.IsEmpty)
        {
            return rest.ReadAsync(buffer, cancellationToken);
        }

        var length = Math.Min(_prefix.Length, buffer.Length);
        _prefix[..length].CopyTo(buffer);
        _prefix = _prefix[length..];
        return ValueTask.FromResult(length);
    }
}
