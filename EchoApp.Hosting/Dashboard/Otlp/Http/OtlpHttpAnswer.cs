using System.Text;
using EchoApp.Hosting.Dashboard.Otlp.Protos.Rpc;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Otlp.Http;

/// <summary>Answers of OTLP/HTTP: the response message of the signal, or a google.rpc.Status that says what is wrong.</summary>
internal static class OtlpHttpAnswer
{
    public const string Protobuf = "application/x-protobuf";
    public const string Json = "application/json";

    public static async Task WriteAsync(HttpResponse response, int httpStatus, IMessage message, OtlpFormat format)
    {
        var content = format == OtlpFormat.Json ? Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(message)) : message.ToByteArray();
        response.StatusCode = httpStatus;
        response.ContentType = format == OtlpFormat.Json ? Json : Protobuf;
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content, response.HttpContext.RequestAborted);
    }

    public static Task RefuseAsync(HttpResponse response, OtlpException failure, OtlpFormat format)
    {
        if (failure.HttpStatus == StatusCodes.Status429TooManyRequests)
        {
            response.Headers.RetryAfter = "1";
        }

        return WriteAsync(response, failure.HttpStatus, new Status { Code = (int)failure.Code, Message = failure.Message }, format);
    }
}
