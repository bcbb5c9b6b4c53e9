using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using EchoApp.Web.Api;
using EchoApp.Web.Echo;
using Microsoft.Extensions.Options;

namespace EchoApp.Web.Wire.Refusals;

internal static class RefusedApi
{
    /// <summary>For people at a terminal: an apostrophe is one.</summary>
    private static readonly RefusedJson _json = new(new JsonSerializerOptions(RefusedJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static IEndpointRouteBuilder MapRefused(this IEndpointRouteBuilder endpoints)
    {
        var log = endpoints.ServiceProvider.GetRequiredService<RefusalLog>();
        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<EchoOptions>>().Value;
        endpoints.Map([HttpMethods.Get, HttpMethods.Head], "/refused", context => Task.FromResult(Refused(context, log, options)))
            .WithTags("Echo")
            .WithSummary("The last requests that were refused before they could be echoed; on this machine alone")
            .Answers<RefusedReport>()
            .AnswersNothing(StatusCodes.Status403Forbidden);
        return endpoints;
    }

    private static IResult Refused(HttpContext context, RefusalLog log, EchoOptions options)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!IsFromThisMachine(context))
        {
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        }

        var report = JsonSerializer.SerializeToUtf8Bytes(RefusedReport.Of(log, options.Wire), _json.RefusedReport);
        return TypedResults.Bytes([.. report, (byte)'\n'], "application/json; charset=utf-8");
    }

    /// <summary>
    /// From a loopback address; by a loopback name too, or a page elsewhere could have its own name lead here; and not through a proxy on
    /// this machine.
    /// </summary>
    private static bool IsFromThisMachine(HttpContext context)
    {
        var headers = context.Request.Headers;
        return context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
            && IsLoopbackName(context.Request.Host.Host)
            && !context.Request.PathBase.HasValue
            && !headers.Keys.Any(IsOfAProxy);
    }

    private static bool IsOfAProxy(string name) =>
        name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("X-Original-", StringComparison.OrdinalIgnoreCase) // What is left of those of a trusted proxy.
        || name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Via", StringComparison.OrdinalIgnoreCase)
        || name.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase)
        || name.Equals("True-Client-IP", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("CF-", StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
