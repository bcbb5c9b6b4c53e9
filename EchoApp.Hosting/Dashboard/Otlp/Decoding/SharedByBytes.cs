using System.Collections.Concurrent;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding;

/// <summary>One object for each encoding of it, so that ten thousand records of a resource share it. When it is full it starts over.</summary>
internal sealed class SharedByBytes<T>(int capacity)
    where T : class
{
    /// <summary>What is larger is not kept: the keys must not take more room than what they save.</summary>
    private const int MaxKeyBytes = 8 * 1024;

    private readonly ConcurrentDictionary<byte[], T> _kept = new(new BytesComparer());

    public T? Find(ReadOnlySpan<byte> encoded) =>
        _kept.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(encoded, out var known) ? known : null;

    public T Keep(ReadOnlySpan<byte> encoded, T value)
    {
        if (encoded.Length > MaxKeyBytes)
        {
            return value;
        }

        if (_kept.Count >= capacity)
        {
            _kept.Clear();
        }

        return _kept.GetOrAdd(encoded.ToArray(), value);
    }
}
