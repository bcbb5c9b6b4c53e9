using EchoApp.Web.Echo;
using EchoApp.Web.Echo.Body;
using EchoApp.Web.Memory;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace EchoApp.Tests.Web.Capture.Redaction;

/// <summary>Bodies as the echo reads them.</summary>
internal static class ReadBodies
{
    public const int KeepAll = 1024 * 1024;

    public static async Task<EchoBody> ReadAsync(byte[] bytes, string? type, string? coding = null, int kept = KeepAll)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(bytes);
        context.Request.ContentType = type;
        context.Request.Headers.ContentEncoding = coding;
        var hold = new RequestHold(new RequestMemory(new MemoryBudget(long.MaxValue), new PageSlots(4096), new PageSlots(4096)));
        var body = await new BodyReader(new EchoOptions { MaxBodyKept = kept }).ReadAsync(context.Request, hold, TestContext.Current.CancellationToken);
        return body;
    }
}
