using EchoApp.Web.Reading;
using Microsoft.AspNetCore.Html;

namespace EchoApp.Web.Inspector.Detail;

/// <summary>A slice that shows what somebody sent: nothing of it hidden, and what is redacted marked.</summary>
internal abstract class MarkedSlice<TModel> : InspectorSlice<TModel>
{
    /// <inheritdoc cref="VisibleText"/>
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
                case TextPieceKind.Control:
                    WriteLiteral("<span class=\"control\">");
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
