using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace EchoApp.Web.Pages;

internal static class RequestView
{
    /// <summary>The request that asked for the page: its first line and its headers by name, every value encoded.</summary>
    public static Html Render(HttpContext context)
    {
        var request = context.Request;
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        var headers = request.Headers.OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase).SelectMany(Rows);
        return Html.Of($"""
            <div class="wire" role="group" aria-label="Your request">
            <p class="wire-line"><b>{request.Method}</b> {target} <span>{request.Protocol}</span></p>
            <dl>{Html.Join(headers)}</dl>
            </div>
            """);
    }

    private static IEnumerable<Html> Rows(KeyValuePair<string, StringValues> header) =>
        header.Value.Select(value => Html.Of($"<div><dt>{header.Key}</dt><dd>{Breakable(value)}</dd></div>"));

    /// <summary>Long lists, such as Accept, break after their commas.</summary>
    private static Html Breakable(string? value) =>
        new(string.Join(",<wbr>", (value ?? "").Split(',').Select(part => Html.Of($"{part}").Markup)));
}
