using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace EchoApp.Web.Echo.Body;

/// <summary>What <c>Content-Type</c> claims of a body; charset and boundary are null when not given.</summary>
internal sealed record BodyType(string MediaType, string? Charset, string? Boundary)
{
    /// <summary>The framework's parser takes a time that grows with the square of the length.</summary>
    private const int LongestType = 2048;

    private static readonly BodyType _none = new("", null, null);

    public bool IsMultipart => MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whose parts must each have a Content-Disposition (RFC 7578 section 4.2).</summary>
    public bool IsFormData => MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    public bool IsForm => MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    /// <summary><c>application/json</c>, <c>text/json</c>, and every <c>+json</c> (RFC 6839 section 3.1).</summary>
    public bool IsJson =>
        MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || MediaType.Equals("text/json", StringComparison.OrdinalIgnoreCase)
        || MediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase);

    public bool IsText => Charset is not null || IsJson || IsForm || MediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase);

    public static BodyType Parse(string? contentType, BodyNotes notes)
    {
        if (string.IsNullOrEmpty(contentType))
        {
            return _none;
        }

        if (contentType.Length > LongestType || !MediaTypeHeaderValue.TryParse(contentType, out var parsed))
        {
            notes.Add("Content-Type: not a media type.");
            return _none;
        }

        return new BodyType(parsed.MediaType.ToString(), Value(parsed.Charset), Value(parsed.Boundary));
    }

    private static string? Value(StringSegment segment)
    {
        var value = HeaderUtilities.RemoveQuotes(segment);
        return StringSegment.IsNullOrEmpty(value) ? null : value.ToString();
    }
}
