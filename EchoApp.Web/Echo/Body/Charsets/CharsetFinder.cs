using System.Text;

namespace EchoApp.Web.Echo.Body.Charsets;

/// <summary>Finds the charset that a name stands for, as it is registered or as it is really sent.</summary>
internal static class CharsetFinder
{
    /// <summary>No charset has so long a name; looking for one in a long text, again for each part of a form, would cost more than the body.</summary>
    private const int LongestName = 64;

    /// <summary>UTF-8 when none is named; null with a note when the name stands for none.</summary>
    public static Charset? Find(string? name, BodyNotes notes)
    {
        if (name is null || name.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return Charset.Utf8;
        }

        if (name.Length > LongestName)
        {
            notes.Add($"Charset {BodyNotes.Quote(name)} is not known.");
            return null;
        }

        var bare = name.Trim().Trim('\'', '"').Trim().ToLowerInvariant();
        var label = CharsetLabels.Find(bare);
        var encoding = label is null ? OfTheRuntime(bare) : HighHalfEncoding.Find(label.CodePage) ?? OfTheRuntime(label.CodePage);
        if (encoding is null)
        {
            notes.Add($"Charset {BodyNotes.Quote(name)} is not known.");
            return null;
        }

        var charset = label?.Charset ?? encoding.WebName.ToLowerInvariant();
        if (bare.Length != name.Length || label?.IsRegistered == false || (label is null && bare.StartsWith("x-", StringComparison.Ordinal)))
        {
            notes.Add($"Charset {BodyNotes.Quote(name)} is no registered name; taken as {charset}.");
        }

        return charset == "utf-8" ? Charset.Utf8 : new Charset(charset, encoding);
    }

    private static Encoding? OfTheRuntime(int codePage) =>
        CodePagesEncodingProvider.Instance.GetEncoding(codePage, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback)
        ?? Encoding.GetEncoding(codePage, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback);

    private static Encoding? OfTheRuntime(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
