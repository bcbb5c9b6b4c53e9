using System.Text;
using EchoApp.Web.Wire;
using Microsoft.AspNetCore.Http.Features;

namespace EchoApp.Web.Capture;

/// <summary>The head of a request as it is kept.</summary>
/// <param name="Bytes">A copy of its own, or what of a longer one was recorded.</param>
/// <param name="Length">Bytes in all.</param>
/// <param name="IsRebuilt">Whether it was put together from what was parsed, as HTTP/2 has no bytes of it in this form.</param>
internal readonly record struct CapturedHead(ReadOnlyMemory<byte> Bytes, long Length, bool IsRebuilt)
{
    public bool IsTruncated => Length > Bytes.Length;

    public static CapturedHead Of(WireRecorder? wire, IHttpRequestFeature request) =>
        wire is { HasHead: true } ? new(wire.Head.Kept.ToArray(), wire.Head.Length, IsRebuilt: false) : Rebuild(request);

    private static CapturedHead Rebuild(IHttpRequestFeature request)
    {
        var text = new StringBuilder($"{request.Method} {request.RawTarget} {request.Protocol}\r\n");
        foreach (var (name, values) in request.Headers)
        {
            foreach (var value in values)
            {
                text.Append(name).Append(": ").Append(value).Append("\r\n");
            }
        }

        var bytes = Encoding.Latin1.GetBytes(text.Append("\r\n").ToString());
        return new(bytes, bytes.Length, IsRebuilt: true);
    }
}
