using System.Buffers;
using System.Text;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>Tells whether a name is in a list of names and patterns, without a difference between upper and lower case. Thread-safe.</summary>
internal sealed class NamePatterns
{
    private const int ShortName = 256;

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _plain;
    private readonly WildcardPattern[] _wildcards;
    private readonly ulong _plainLengths;

    public NamePatterns(params IEnumerable<string> patterns)
    {
        var all = patterns.ToArray();
        var plain = all.Where(pattern => !pattern.Contains('*')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _plain = plain.GetAlternateLookup<ReadOnlySpan<char>>();
        _wildcards = [.. all.Where(pattern => pattern.Contains('*')).Select(pattern => new WildcardPattern(pattern))];
        _plainLengths = plain.Aggregate(0UL, (lengths, name) => lengths | LengthBit(name.Length));
    }

    public bool Matches(ReadOnlySpan<char> name)
    {
        if ((_plainLengths & LengthBit(name.Length)) != 0 && _plain.Contains(name))
        {
            return true;
        }

        foreach (var pattern in _wildcards)
        {
            if (pattern.Matches(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="name">In UTF-8; what is not valid counts as U+FFFD.</param>
    public bool Matches(ReadOnlySpan<byte> name)
    {
        if (name.Length <= ShortName)
        {
            Span<char> characters = stackalloc char[ShortName];
            return Matches(characters[..Encoding.UTF8.GetChars(name, characters)]);
        }

        var rented = ArrayPool<char>.Shared.Rent(name.Length);
        try
        {
            return Matches(rented.AsSpan(0, Encoding.UTF8.GetChars(name, rented)));
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>One bit for all lengths from 63 on.</summary>
    private static ulong LengthBit(int length) => 1UL << Math.Min(length, 63);
}
