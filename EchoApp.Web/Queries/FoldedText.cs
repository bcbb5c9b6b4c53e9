using System.Numerics;
using System.Text;

namespace EchoApp.Web.Queries;

/// <summary>Bytes that are looked for with upper and lower case of ASCII being the same.</summary>
internal sealed class FoldedText : IEquatable<FoldedText>
{
    /// <summary>Bytes that are folded at once, besides as many as are looked for.</summary>
    private const int Piece = 4096;

    private readonly byte[] _bytes;

    public FoldedText(string text)
    {
        _bytes = Encoding.UTF8.GetBytes(text);
        Fold(_bytes, _bytes);
    }

    public static FoldedText Empty { get; } = new("");

    /// <summary>In lower case.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    public bool IsEmpty => _bytes.Length == 0;

    public bool Is(ReadOnlySpan<byte> value) => value.Length == _bytes.Length && IsIn(value);

    public bool IsIn(ReadOnlySpan<byte> value)
    {
        // Piece by piece, so that it takes little memory; each begins where the text may begin that is not whole in the one before.
        Span<byte> folded = stackalloc byte[Math.Min(value.Length, Piece + _bytes.Length)];
        for (var start = 0; value.Length - start >= _bytes.Length; start += Piece)
        {
            var piece = value[start..Math.Min(value.Length, start + Piece + _bytes.Length)];
            Fold(piece, folded);
            if (folded[..piece.Length].IndexOf(_bytes) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    public bool Equals(FoldedText? other) => other is not null && Bytes.SequenceEqual(other.Bytes);

    public override bool Equals(object? obj) => Equals(obj as FoldedText);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(_bytes);
        return hash.ToHashCode();
    }

    public override string ToString() => Encoding.UTF8.GetString(_bytes);

    private static void Fold(ReadOnlySpan<byte> bytes, Span<byte> folded)
    {
        var done = 0;
        for (; bytes.Length - done >= Vector<byte>.Count; done += Vector<byte>.Count)
        {
            var some = new Vector<byte>(bytes[done..]);
            var isUpper = Vector.GreaterThanOrEqual(some, new Vector<byte>((byte)'A')) & Vector.LessThanOrEqual(some, new Vector<byte>((byte)'Z'));
            (some | (isUpper & new Vector<byte>(32))).CopyTo(folded[done..]);
        }

        for (; done < bytes.Length; done++)
        {
            folded[done] = bytes[done] is >= (byte)'A' and <= (byte)'Z' and var upper ? (byte)(upper | 32) : bytes[done];
        }
    }
}
