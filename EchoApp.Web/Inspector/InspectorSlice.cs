using System.Globalization;
using EchoApp.Web.Pages;
using Microsoft.AspNetCore.Html;

namespace EchoApp.Web.Inspector;

/// <summary>A slice that shows numbers, sizes and times as people read them.</summary>
internal abstract class InspectorSlice<TModel> : Slice<TModel>
{
    /// <inheritdoc cref="CountText.Of"/>
    protected static string Count(long count) => CountText.Of(count);

    /// <inheritdoc cref="SizeText.Of"/>
    protected static string Size(long bytes) => SizeText.Of(bytes);

    /// <summary>A time that times.js shows as how long ago it was, in the reader's time zone; without it, in UTC.</summary>
    protected HtmlString Ago(DateTime utc)
    {
        var text = utc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        WriteLiteral("<time datetime=\"");
        WriteLiteral(utc.ToString("O", CultureInfo.InvariantCulture));
        WriteLiteral("\" title=\"");
        WriteLiteral(text);
        WriteLiteral(" UTC\">");
        WriteLiteral(text);
        WriteLiteral("</time>");
        return HtmlString.Empty;
    }
}
