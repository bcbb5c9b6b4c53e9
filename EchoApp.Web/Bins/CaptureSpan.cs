using EchoApp.Web.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace EchoApp.Web.Bins;

/// <summary>Says on the server's span of a request where the request is kept, so that one is found by the other.</summary>
internal static class CaptureSpan
{
    public static void Tag(HttpContext context, RequestRecord record)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span)
        {
            span.SetTag("echoapp.bin", record.Bin.ToString());
            span.SetTag("echoapp.request.id", record.Id.ToString());
        }
    }
}
