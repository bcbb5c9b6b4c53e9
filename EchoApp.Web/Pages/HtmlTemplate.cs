using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace EchoApp.Web.Pages;

/// <summary>Interpolation for HTML: what the source says is markup, every value is encoded unless it is <see cref="Html"/>.</summary>
[InterpolatedStringHandler]
internal readonly struct HtmlTemplate(int literalLength, int formattedCount)
{
    private const int GuessPerValue = 32;
    private readonly StringBuilder _text = new(literalLength + (formattedCount * GuessPerValue));

    public void AppendLiteral(string markup) => _text.Append(markup);

    public void AppendFormatted(string? value) => _text.Append(HtmlEncoder.Default.Encode(value ?? ""));

    public void AppendFormatted(int value) => _text.Append(value.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(Html markup) => _text.Append(markup.Markup);

    public override string ToString() => _text.ToString();
}
