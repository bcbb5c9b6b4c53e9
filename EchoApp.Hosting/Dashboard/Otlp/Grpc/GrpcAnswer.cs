using System.Globalization;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Otlp.Grpc;

/// <summary>Answers as gRPC over HTTP/2 has them: always 200, the outcome in trailers, or in the headers where there is no message.</summary>
internal static class GrpcAnswer
{
    private const string ContentType = "application/grpc";
    private const string Status = "grpc-status";
    private const string Message = "grpc-message";
    private const int MaxMessageLength = 1024;

    public static async Task WriteAsync(HttpResponse response, IMessage message, CancellationToken cancellationToken)
    {
        var length = message.CalculateSize();
        var framed = new byte[GrpcFrame.Size + length];
        new GrpcFrame(IsCompressed: false, (uint)length).Write(framed);
        message.WriteTo(framed.AsSpan(GrpcFrame.Size));
        response.ContentType = ContentType;
        await response.Body.WriteAsync(framed, cancellationToken);
        response.AppendTrailer(Status, Number(GrpcStatusCode.Ok));
    }

    public static void Refuse(HttpResponse response, OtlpException failure)
    {
        response.ContentType = ContentType;
        response.Headers[Status] = Number(failure.Code);
        response.Headers[Message] = Encoded(failure.Message);
        if (failure.Code == GrpcStatusCode.Unimplemented)
        {
            response.Headers["grpc-accept-encoding"] = "identity,gzip";
        }
    }

    private static string Number(GrpcStatusCode code) => ((int)code).ToString(CultureInfo.InvariantCulture);

    // Percent-encoding of gRPC: of printable ASCII only the percent sign.
    private static string Encoded(string message)
    {
        var encoded = new StringBuilder();
        foreach (var each in Encoding.UTF8.GetBytes(message.Length <= MaxMessageLength ? message : message[..MaxMessageLength]))
        {
            _ = each is >= 0x20 and <= 0x7E and not (byte)'%'
                ? encoded.Append((char)each)
                : encoded.Append(CultureInfo.InvariantCulture, $"%{each:X2}");
        }

        return encoded.ToString();
    }
}
