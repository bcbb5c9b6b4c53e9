using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace BareKestrel;

/// <summary>
/// The bytes that EchoApp.Web answers to the benchmark's request, with as little work as Kestrel allows: what the request has none of
/// (query, cookies, body, forwarding headers) is a constant, and so is what is known of the process.
/// </summary>
internal static class BareEcho
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly byte[] _process = Encoding.UTF8.GetBytes(
        $$"""{"hostname":"{{Environment.MachineName}}","instance":"00000000","version":"0.1.0+0000000000000000000000000000000000000000","uptime":100,"traceId":null}""");

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _json;

    public static Task Answer(HttpContext context)
    {
        var buffer = _buffer ??= new(4096);
        buffer.ResetWrittenCount();
        var json = _json ??= new(buffer, _options);
        json.Reset();
        Write(json, context);
        "\n"u8.CopyTo(buffer.GetSpan(1));
        buffer.Advance(1);

        var response = context.Response;
        response.Headers.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.ContentLength = buffer.WrittenCount;
        response.BodyWriter.Write(buffer.WrittenSpan);
        return Task.CompletedTask;
    }

    private static void Write(Utf8JsonWriter json, HttpContext context)
    {
        var request = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        json.WriteStartObject();
        json.WriteString(BareNames.Method, request.Method);
        json.WriteString(BareNames.Target, request.RawTarget);
        json.WriteString(BareNames.Scheme, request.Scheme);
        json.WriteString(BareNames.Host, request.Headers.Host.ToString());
        json.WriteString(BareNames.Path, request.Path);
        WriteEmpty(json, BareNames.Query);
        json.WriteString(BareNames.Protocol, request.Protocol);
        json.WriteStartObject(BareNames.Headers);
        foreach (var (name, values) in request.Headers)
        {
            json.WriteString(name, values.ToString());
        }

        json.WriteEndObject();
        WriteEmpty(json, BareNames.Cookies);
        json.WriteNull(BareNames.Body);
        json.WriteNull(BareNames.Trailers);
        json.WriteNull(BareNames.Wire);
        json.WriteNull(BareNames.Anomalies);
        WriteConnection(json, context.Features.GetRequiredFeature<BareConnection>());
        json.WriteNull(BareNames.Forwarded);
        json.WritePropertyName(BareNames.Server);
        json.WriteRawValue(_process, skipInputValidation: true);
        json.WriteEndObject();
        json.Flush();
    }

    private static void WriteConnection(Utf8JsonWriter json, BareConnection connection)
    {
        json.WriteStartObject(BareNames.Connection);
        json.WriteString(BareNames.Id, connection.Id);
        json.WriteNumber(BareNames.Request, ++connection.Requests);
        WriteEnd(json, BareNames.Remote, connection.RemoteAddress, connection.RemotePort);
        WriteEnd(json, BareNames.Local, connection.LocalAddress, connection.LocalPort);
        json.WriteEndObject();
    }

    private static void WriteEnd(Utf8JsonWriter json, JsonEncodedText name, string address, int port)
    {
        json.WriteStartObject(name);
        json.WriteString(BareNames.Address, address);
        json.WriteNumber(BareNames.Port, port);
        json.WriteEndObject();
    }

    private static void WriteEmpty(Utf8JsonWriter json, JsonEncodedText name)
    {
        json.WriteStartObject(name);
        json.WriteEndObject();
    }
}
