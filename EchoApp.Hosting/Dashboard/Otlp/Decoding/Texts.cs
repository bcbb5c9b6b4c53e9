using System.Text;
using EchoApp.Hosting.Dashboard.Telemetry;

namespace EchoApp.Hosting.Dashboard.Otlp.Decoding;

/// <summary>Text from UTF-8, cut to <see cref="TelemetryLimits.MaxAttributeLength"/>; what is not UTF-8 becomes U+FFFD.</summary>
internal sealed class Texts(TelemetryLimits limits)
{
    private readonly TextCache _cache = new();

    public int MaxLength => limits.MaxAttributeLength;

    public string Of(ReadOnlySpan<byte> utf8, Intake intake)
    {
        intake.Spend(2L * Math.Min(utf8.Length, MaxLength));
        return utf8.Length <= MaxLength ? _cache.Of(utf8) : Cut(utf8, intake);
    }

    public string? OrNull(ReadOnlySpan<byte> utf8, Intake intake) => utf8.IsEmpty ? null : Of(utf8, intake);

    public string Cut(string text, Intake intake)
    {
        if (text.Length <= MaxLength)
        {
            return text;
        }

        intake.Cut();
        var end = MaxLength > 0 && char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return text[..end];
    }

    // A character of UTF-16 is at most three bytes of UTF-8.
    private string Cut(ReadOnlySpan<byte> utf8, Intake intake)
    {
        var most = (int)Math.Min(utf8.Length, 3L * MaxLength);
        if (utf8.Length > most)
        {
            intake.Cut();
        }

        return Cut(Encoding.UTF8.GetString(utf8[..most]), intake);
    }
}
