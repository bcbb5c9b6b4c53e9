using EchoApp.Web.Reading;
using Microsoft.AspNetCore.Html;

namespace EchoApp.Web.Inspector.Detail.Body;

/// <summary>A slice that shows beginnings of what somebody sent, and how much follows.</summary>
internal abstract class BodySlice<TModel> : MarkedSlice<TModel>
{
    protected HtmlString Shown(Excerpt excerpt, LineEnds lineEnds = LineEnds.Shown)
    {
        Shown(excerpt.Text, lineEnds);
        if (excerpt.LeftOut > 0)
        {
            WriteLiteral("<span class=\"soft\"> … ");
            Write(excerpt.LeftOut == 1 ? "1 more character" : $"{Count(excerpt.LeftOut)} more characters");
            WriteLiteral("</span>");
        }

        return HtmlString.Empty;
    }
}
