using System.Globalization;
using EchoApp.Web.Reading;
using Microsoft.AspNetCore.Html;

namespace EchoApp.Web.Inspector.Detail;

/// <summary>A slice that shows what somebody sent: nothing of it hidden, and what is redacted marked.</summary>
internal abstract class MarkedSlice<TModel> : InspectorSlice<TModel>
{
    /// <inheritdoc cref="VisibleText"/>
    /// <remarks>What pictures stand for is with them in <c>data-of</c>, as UTF-16 code units in hexadecimal: copy.js copies that.</remarks>
    protected HtmlString Shown(string text, LineEnds lineEnds = LineEnds.Shown)
    {
        foreach (var piece in VisibleText.Of(text, lineEnds))
        {
            switch (piece.Kind)
            {
                case TextPieceKind.Redacted:
                    WriteLiteral("<mark class=\"redacted\">");
                    Write(piece.Text);
                    WriteLiteral("</mark>");
                    break;
                case TextPieceKind.Control when piece.Text is "":
                    // It ends a line together with what follows.
                    break;
                case TextPieceKind.Control:
                    WriteLiteral("<span class=\"control\" data-of=\"");
                    WriteLiteral(string.Join(' ', piece.Source.Select(unit => ((int)unit).ToString("x", CultureInfo.InvariantCulture))));
                    WriteLiteral("\">");
                    Write(piece.Text);
                    WriteLiteral("</span>");
                    break;
                default:
                    Write(piece.Text);
                    break;
            }
        }

        return HtmlString.Empty;
    }
}
