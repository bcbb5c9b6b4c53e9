using EchoApp.Web.Wire;

namespace EchoApp.Web.Pages;

internal static class SentFields
{
    /// <summary>The header fields of a request in the order and the spelling in which they came; where that is not recorded, the server's.</summary>
    public static IEnumerable<(string Name, string Value)> Of(HttpContext context) =>
        context.Features.Get<WireConnection>() is { IsShown: true, Recorder.Head: { IsTruncated: false } head }
            ? head.Fields.Select(field => (WireText.Decode(head.Name(field)), WireText.Decode(head.Value(field))))
            : context.Request.Headers.SelectMany(header => header.Value.Select(value => (header.Key, value ?? "")));
}
