using System.Buffers;
using System.Text.Unicode;
using EchoApp.Web.Wire;

namespace EchoApp.Web.Echo;

/// <summary>The answer that is the request itself, byte for byte: its head, and its body with the transfer coding that it came in.</summary>
internal static class PlainAnswer
{
    public const string TruncatedHeader = "Echo-Truncated";

    public static void Write(HttpResponse response, EchoBuffer buffer, WireRecorder wire)
    {
        buffer.Write(wire.Head.Kept);
        buffer.Write(wire.Body is { } body ? body.Kept : default);
        response.ContentType = Utf8.IsValid(buffer.Written.Span) ? "text/plain; charset=utf-8" : "text/plain";
        if (Truncated(wire) is { } truncated)
        {
            response.Headers[TruncatedHeader] = truncated;
        }
    }

    private static string? Truncated(WireRecorder wire) => (wire.Head.IsTruncated, wire.Body is { IsTruncated: true }) switch
    {
        (true, true) => "head, body",
        (true, false) => "head",
        (false, true) => "body",
        _ => null,
    };
}
