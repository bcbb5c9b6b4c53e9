using EchoApp.Web.Wire;
using Microsoft.AspNetCore.Http.Features;

namespace EchoApp.Web.Pages;

internal static class RequestView
{
    /// <summary>The request that asked for the page: its first line and its headers as they were sent, every value encoded.</summary>
    public static Html Render(HttpContext context)
    {
        var request = context.Request;
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        var rows = Fields(context).Select(field => Html.Of($"<div><dt>{field.Name}</dt><dd>{Breakable(field.Value)}</dd></div>"));
        return Html.Of($"""
            <div class="wire" role="group" aria-label="Your request">
            <p class="wire-line"><b>{request.Method}</b> {target} <span>{request.Protocol}</span></p>
            <dl>{Html.Join(rows)}</dl>
            </div>
            """);
    }

    /// <summary>In the order and the spelling in which they came; where that is not recorded, the server's.</summary>
    private static IEnumerable<(string Name, string Value)> Fields(HttpContext context) =>
        context.Features.Get<WireConnection>() is { IsShown: true, Recorder.Head: { IsTruncated: false } head }
            ? head.Fields.Select(field => (WireText.Decode(head.Name(field)), WireText.Decode(head.Value(field))))
            : context.Request.Headers.SelectMany(header => header.Value.Select(value => (header.Key, value ?? "")));

    /// <summary>Long lists, such as Accept, break after their commas.</summary>
    private static Html Breakable(string value) => new(string.Join(",<wbr>", value.Split(',').Select(part => Html.Of($"{part}").Markup)));
}
