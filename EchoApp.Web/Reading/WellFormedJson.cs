using System.Globalization;

namespace EchoApp.Web.Reading;

/// <summary>JSON whose strings are text: an escape that is half of a surrogate pair, as programs leave it that cut text, becomes U+FFFD. Nothing could be read around it otherwise.</summary>
internal static class WellFormedJson
{
    /// <summary>Of an escape, <c>\u0061</c>.</summary>
    private const int Length = 6;

    /// <param name="json">Valid JSON (RFC 8259), which has escapes in strings alone.</param>
    /// <returns>The same, where there is nothing to change.</returns>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> json)
    {
        byte[]? changed = null;
        var span = json.Span;
        for (var at = span.IndexOf((byte)'\\'); at >= 0 && at < span.Length;)
        {
            var isPair = IsHigh(CodeAt(span, at)) && IsLow(CodeAt(span, at + Length));
            if (!isPair && CodeAt(span, at) is var code && (IsHigh(code) || IsLow(code)))
            {
                "fffd"u8.CopyTo((changed ??= span.ToArray()).AsSpan(at + 2));
            }

            var next = at + (isPair ? 2 * Length : 2);
            var rest = span[Math.Min(next, span.Length)..].IndexOf((byte)'\\');
            at = rest < 0 ? -1 : next + rest;
        }

        return changed ?? json;
    }

    /// <returns>The UTF-16 unit of an escape; -1 where there is none.</returns>
    private static int CodeAt(ReadOnlySpan<byte> json, int at) =>
        at + Length <= json.Length && json[at] == '\\' && json[at + 1] == 'u' ? int.Parse(json.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : -1;

    private static bool IsHigh(int code) => code is >= 0xd800 and <= 0xdbff;

    private static bool IsLow(int code) => code is >= 0xdc00 and <= 0xdfff;
}
