using System.Buffers;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>
/// Replaces values in <c>a=b&amp;c=d</c>. A value goes on to the next <c>&amp;</c>; a name may also begin after <c>;</c>, <c>?</c> or <c>#</c>,
/// which some take for separators.
/// </summary>
internal sealed class ParameterRedactor
{
    private static readonly SearchValues<byte> _otherSeparators = SearchValues.Create(";?#"u8);

    private readonly ParameterNames _names;
    private readonly HiddenSecrets _hidden;

    public ParameterRedactor(NamePatterns patterns, JsonRedactor json)
    {
        _names = new ParameterNames(patterns);
        _hidden = new HiddenSecrets(_names, json);
    }

    /// <param name="text">Where they stand.</param>
    /// <param name="pairs">Where in it.</param>
    /// <param name="place">What they are.</param>
    /// <param name="header">The header in whose value they are; empty elsewhere.</param>
    /// <param name="isCut">Whether they go on beyond their end.</param>
    public void Redact(ref RedactedText text, Piece pairs, RedactedPlace place, scoped ReadOnlySpan<byte> header, bool isCut)
    {
        for (var start = pairs.Start; start < pairs.End && !text.IsFull;)
        {
            var length = text.Source[start..pairs.End].IndexOf((byte)'&');
            var end = length < 0 ? pairs.End : start + length;
            RedactPair(ref text, new Piece(start, end), place, header, isCut && length < 0);
            start = end + 1;
        }
    }

    public bool IsSensitive(ReadOnlySpan<byte> decodedName) => _names.MatchesDecoded(decodedName);

    private void RedactPair(ref RedactedText text, Piece pair, RedactedPlace place, scoped ReadOnlySpan<byte> header, bool isCut)
    {
        var source = text.Source;
        for (var start = pair.Start; start < pair.End;)
        {
            var length = source[start..pair.End].IndexOfAny(_otherSeparators);
            var end = length < 0 ? pair.End : start + length;
            var equals = source[start..end].IndexOf((byte)'=');
            if (equals > 0 && _names.Matches(source.Slice(start, equals)))
            {
                text.Replace(place, FieldText.NameIn(header, source.Slice(start, equals)), new Piece(start + equals + 1, pair.End), isCut);
                return;
            }

            start = end + 1;
        }

        var first = source[pair.Start..pair.End].IndexOf((byte)'=');
        if (_hidden.IsIn(source[(pair.Start + first + 1)..pair.End], place != RedactedPlace.Form))
        {
            var name = FieldText.NameIn(header, source.Slice(pair.Start, Math.Max(first, 0)));
            text.Replace(place, name, new Piece(pair.Start + first + 1, pair.End), isCut);
        }
    }
}
