using EchoApp.Web.Echo.Body;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>What may be in a body by its type. What has no type that can be read may be anything.</summary>
internal readonly record struct BodyForms(bool MayBeForm, bool MayBeMultipart, bool IsMedia, string? Boundary, string? Charset)
{
    private static readonly BodyForms _json = new(false, false, false, null, null);
    private static readonly BodyForms _any = new(true, true, false, null, null);

    public static BodyForms Of(string? contentType)
    {
        if (IsUsualJson(contentType))
        {
            return _json;
        }

        if (string.IsNullOrEmpty(contentType))
        {
            return _any;
        }

        var type = BodyType.Parse(contentType, new BodyNotes());
        var isUnreadable = type.MediaType.Length == 0;
        return new BodyForms(type.IsForm || isUnreadable, type.IsMultipart || isUnreadable, IsOfMedia(type.MediaType), type.Boundary, type.Charset);
    }

    /// <summary>Which need not be parsed.</summary>
    private static bool IsUsualJson(string? contentType) =>
        contentType is not null
        && contentType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase)
        && contentType.AsSpan("application/json".Length).Trim("; ") is var rest
        && (rest.IsEmpty || rest.Equals("charset=utf-8", StringComparison.OrdinalIgnoreCase));

    private static bool IsOfMedia(string type) =>
        type.StartsWith("image/", StringComparison.OrdinalIgnoreCase)
        || type.StartsWith("video/", StringComparison.OrdinalIgnoreCase)
        || type.StartsWith("audio/", StringComparison.OrdinalIgnoreCase);
}
