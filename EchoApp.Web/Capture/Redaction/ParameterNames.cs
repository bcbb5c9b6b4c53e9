using System.Buffers;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>
/// Tells which parameters of a query or fields of a form are sensitive: by the whole name, and by the last word of <c>user[password]</c>,
/// <c>user.password</c> and <c>password[0]</c>.
/// </summary>
internal sealed class ParameterNames(NamePatterns patterns)
{
    private const int ShortName = 256;

    private static readonly SearchValues<byte> _brackets = SearchValues.Create("[]."u8);

    public bool Matches(ReadOnlySpan<byte> name)
    {
        if (!PercentEncoding.Is(name))
        {
            return MatchesDecoded(name);
        }

        var rented = name.Length > ShortName ? ArrayPool<byte>.Shared.Rent(name.Length) : null;
        var decoded = rented ?? stackalloc byte[ShortName];
        var matches = MatchesDecoded(decoded[..PercentEncoding.Decode(name, decoded)]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return matches;
    }

    public bool MatchesDecoded(ReadOnlySpan<byte> name)
    {
        name = name.Trim(" \t\r\n\0"u8);
        if (name.IsEmpty)
        {
            return false;
        }

        return patterns.Matches(name) || (name.ContainsAny(_brackets) && MatchesLastWord(name));
    }

    /// <summary>Numbers and empty brackets are places in a list, and no words.</summary>
    private bool MatchesLastWord(ReadOnlySpan<byte> name)
    {
        while (!name.IsEmpty)
        {
            var start = name.LastIndexOfAny(_brackets) + 1;
            var word = name[start..];
            if (word.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            {
                return patterns.Matches(word);
            }

            name = start == 0 ? [] : name[..(start - 1)];
        }

        return false;
    }
}
