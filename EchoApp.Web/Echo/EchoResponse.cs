using System.Buffers;

namespace EchoApp.Web.Echo;

/// <summary>Sends what a buffer holds, and gives the buffer back.</summary>
internal static class EchoResponse
{
    private const int PieceLength = 64 * 1024;

    public static Task SendAsync(HttpContext context, EchoBuffer buffer)
    {
        var response = context.Response;
        response.ContentLength = buffer.Written.Length;
        if (HttpMethods.IsHead(context.Request.Method))
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

    /// <summary>Waits for the client between pieces, so that a slow one does not make the server hold the answer twice.</summary>
    private static async Task SendInPiecesAsync(HttpResponse response, EchoBuffer buffer)
    {
        for (var rest = buffer.Written; !rest.IsEmpty; rest = rest[Math.Min(PieceLength, rest.Length)..])
        {
            response.BodyWriter.Write(rest.Span[..Math.Min(PieceLength, rest.Length)]);
            if ((await response.BodyWriter.FlushAsync()).IsCompleted)
            {
                break;
            }
        }

        EchoBuffer.Return(buffer);
    }
}
