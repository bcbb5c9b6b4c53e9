using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace EchoApp.Web.Storage;

/// <summary>
/// What a bin is called in paths, queries and configuration: 1 to 64 lower-case letters, digits, and <c>.</c>, <c>_</c>, <c>-</c> between them.
/// Nothing reaches a path or a query that has not been parsed to this.
/// </summary>
internal readonly partial record struct BinName
{
    /// <summary>What a name may be, for messages.</summary>
    public const string Rule = "1 to 64 lower-case letters, digits, and '.', '_' or '-' between them";

    private const int RandomBytes = 16;
    private const string Base32 = "abcdefghijklmnopqrstuvwxyz234567";

    private readonly string? _text;

    private BinName(string text) => _text = text;

    /// <summary>A name that nobody guesses: 128 random bits, as 26 letters and digits (RFC 4648 base32, in lower case).</summary>
    public static BinName NewRandom()
    {
        Span<byte> random = stackalloc byte[RandomBytes];
        RandomNumberGenerator.Fill(random);
        Span<char> text = stackalloc char[((RandomBytes * 8) + 4) / 5];
        for (var i = 0; i < text.Length; i++)
        {
            var bit = i * 5;
            var pair = (random[bit / 8] << 8) | (bit / 8 + 1 < RandomBytes ? random[(bit / 8) + 1] : 0);
            text[i] = Base32[(pair >> (11 - (bit % 8))) & 31];
        }

        return new BinName(new string(text));
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out BinName name)
    {
        name = text is not null && Pattern().IsMatch(text) ? new BinName(text) : default;
        return name._text is not null;
    }

    /// <exception cref="FormatException">It is no name.</exception>
    public static BinName Parse(string text) => TryParse(text, out var name) ? name : throw new FormatException($"A bin's name has {Rule}.");

    public override string ToString() => _text ?? "";

    [GeneratedRegex(@"\A[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?\z")]
    private static partial Regex Pattern();
}
