using System.Text;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding;

/// <summary>
/// Gives the same string for the same short text, so that what comes again and again (keys, routes, names) is kept once. It never grows:
/// each text has one place, where the newest stays. Any thread may ask.
/// </summary>
internal sealed class TextCache
{
    private const int MaxLength = 64;
    private const int Places = 8192;

    private readonly string?[] _texts = new string?[Places];

    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return "";
        }

        if (utf8.Length > MaxLength)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        var hash = new HashCode();
        hash.AddBytes(utf8);
        ref var place = ref _texts[hash.ToHashCode() & (Places - 1)];
        var known = place;
        if (known is not null && Ascii.Equals(utf8, known))
        {
            return known;
        }

        return place = Encoding.UTF8.GetString(utf8);
    }
}
