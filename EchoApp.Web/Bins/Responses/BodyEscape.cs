using System.Net;
using System.Text.Encodings.Web;

namespace EchoApp.Web.Bins.Responses;

/// <summary>How a value is written into a body, by the body's type.</summary>
internal static class BodyEscape
{
    public static Func<string, string> For(string? contentType)
    {
        var type = (contentType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        return type.Contains("json", StringComparison.Ordinal) || type.Contains("javascript", StringComparison.Ordinal) ? JavaScriptEncoder.Default.Encode
            : type is "text/html" or "application/xml" or "text/xml" || type.EndsWith("+xml", StringComparison.Ordinal) ? HtmlEncoder.Default.Encode
            : type is "application/x-www-form-urlencoded" ? WebUtility.UrlEncode
            : WithoutControls;
    }

    /// <summary>In other text a value stands as it is, but for what a terminal would take for a command.</summary>
    private static string WithoutControls(string value) => string.Concat(value.Where(character => !char.IsControl(character)));
}
