using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace EchoApp.Web.Echo;

/// <summary>
/// Sends what a buffer holds, and gives the buffer back. A success of CONNECT may have no Content-Length (RFC 9110 section 9.3.6):
/// the server frames it as it can, and as there is no tunnel, the connection closes after it. Methods are case-sensitive (section 9.1).
/// </summary>
internal static class EchoResponse
{
    private const int PieceLength = 16 * 1024;

    public static Task SendAsync(HttpContext context, EchoBuffer buffer)
    {
        var response = context.Response;
        if (context.Request.Method != HttpMethods.Connect)
        {
            response.ContentLength = buffer.Written.Length;
        }
        else if (context.Request.Protocol.StartsWith("HTTP/1", StringComparison.Ordinal))
        {
            response.Headers.Connection = "close";
        }

        if (context.Request.Method == HttpMethods.Head || IsExtendedConnect(context))
        {
            EchoBuffer.Return(buffer);
            return Task.CompletedTask;
        }

        if (buffer.Written.Length > PieceLength)
        {
            return SendInPiecesAsync(response, buffer);
        }

        response.BodyWriter.Write(buffer.Written.Span);
        EchoBuffer.Return(buffer);
        var flush = response.BodyWriter.FlushAsync();
        return flush.IsCompletedSuccessfully ? Task.CompletedTask : flush.AsTask();
    }

    /// <summary>CONNECT with <c>:protocol</c> (RFC 8441): the server lets nothing but the tunnel's data be written.</summary>
    private static bool IsExtendedConnect(HttpContext context) =>
        context.Request.Method == HttpMethods.Connect
        && context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };

    /// <summary>Waits for the client between pieces, so that a slow one does not make the server hold the answer twice.</summary>
    private static async Task SendInPiecesAsync(HttpResponse response, EchoBuffer buffer)
    {
        try
        {
            for (var rest = buffer.Written; !rest.IsEmpty; rest = rest[Math.Min(PieceLength, rest.Length)..])
            {
                response.BodyWriter.Write(rest.Span[..Math.Min(PieceLength, rest.Length)]);
                if ((await response.BodyWriter.FlushAsync()).IsCompleted)
                {
                    break;
                }
            }
        }
        finally
        {
            EchoBuffer.Return(buffer);
        }
    }
}
