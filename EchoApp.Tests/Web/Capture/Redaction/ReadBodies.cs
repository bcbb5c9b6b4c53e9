using EchoApp.Web.Echo;
using EchoApp.Web.Echo.Body;
using EchoApp.Web.Memory;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace EchoApp.Tests.Web.Capture.Redaction;

/// <summary>Bodies as the echo reads them, in memory of their own.</summary>
internal static class ReadBodies
{
    public const int KeepAll = 1024 * 1024;

    private static readonly RequestMemory _memory = new(new MemoryBudget(long.MaxValue), new PageSlots(KeepAll), new PageSlots(KeepAll));

    public static async Task<EchoBody> ReadAsync(byte[] bytes, string? type, string? coding = null, int kept = KeepAll)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(bytes);
        context.Request.ContentType = type;
        context.Request.Headers.ContentEncoding = coding;
        using var hold = new RequestHold(_memory);
        var body = await new BodyReader(new EchoOptions { MaxBodyKept = kept }).ReadAsync(context.Request, hold, TestContext.Current.CancellationToken);
        return body with { Received = Copy(body.Received), Decoded = body.Decoded is null ? null : Copy(body.Decoded) };
    }

    private static BodyContent Copy(BodyContent content) => new()
    {
        Length = content.Length,
        Sha256 = content.Sha256,
        Truncated = content.Truncated,
        Kept = content.Kept.ToArray(),
        Text = content.Text is { } text ? (ReadOnlyMemory<byte>?)text.ToArray() : null,
        Parts = content.Parts,
    };
}
