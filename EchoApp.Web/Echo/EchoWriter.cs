using System.Text.Json;
using EchoApp.Web.Echo.Body;
using Microsoft.Net.Http.Headers;

namespace EchoApp.Web.Echo;

/// <summary>Writes the answer: the request as it arrived, its connection, and who answers.</summary>
internal sealed class EchoWriter(ServerIdentity server)
{
    public void Write(Utf8JsonWriter json, HttpContext context, in EchoRequest echo, EchoBody? body)
    {
        var headers = context.Request.Headers;
        json.WriteStartObject();
        WriteLine(json, context, echo);
        var isForwarded = WriteHeaders(json, headers);
        WriteCookies(json, headers);
        WriteBody(json, body);
        WriteConnection(json, echo);
        WriteForwarded(json, headers, isForwarded);
        WriteServer(json, headers);
        json.WriteEndObject();
        json.Flush();
    }

    private static void WriteLine(Utf8JsonWriter json, HttpContext context, in EchoRequest echo)
    {
        var request = context.Request;
        json.WriteString(EchoNames.Method, request.Method);
        json.WriteString(EchoNames.Target, echo.RawTarget);
        json.WriteString(EchoNames.Scheme, request.Scheme);
        json.WriteString(EchoNames.Host, echo.Target.Authority ?? Host(request.Headers));
        json.WriteString(EchoNames.Path, echo.Target.Path);
        json.WritePropertyName(EchoNames.Query);
        if (echo.Query is null)
        {
            WriteEmpty(json);
        }
        else
        {
            echo.Query.WriteLists(json);
        }

        json.WriteString(EchoNames.Protocol, request.Protocol);
    }

    private static string? Host(IHeaderDictionary headers) => headers.Host.Count == 0 ? null : HeaderText.Decode(headers.Host.ToString());

    /// <returns>Whether there are headers of proxies among them.</returns>
    private static bool WriteHeaders(Utf8JsonWriter json, IHeaderDictionary headers)
    {
        var isForwarded = false;

        // Kestrel renames the Content-Length of a request that is also chunked (RFC 9112 section 6.3); here the sender's name is wanted.
        var isRenamed = headers.TransferEncoding.Count > 0 && headers.ContentLength is null;
        json.WriteStartObject(EchoNames.Headers);
        foreach (var (name, values) in headers)
        {
            isForwarded |= ForwardedWriter.IsForwarding(name);
            json.WriteString(isRenamed && name.Equals("X-Content-Length", StringComparison.OrdinalIgnoreCase) ? HeaderNames.ContentLength : name, HeaderText.Decode(values.Count == 1 ? values[0] ?? "" : string.Join(", ", values.ToArray())));
        }

        json.WriteEndObject();
        return isForwarded;
    }

    private static void WriteCookies(Utf8JsonWriter json, IHeaderDictionary headers)
    {
        var cookies = headers.Cookie;
        json.WritePropertyName(EchoNames.Cookies);
        if (cookies.Count == 0)
        {
            WriteEmpty(json);
        }
        else
        {
            Cookies.Parse(cookies).WriteJoined(json);
        }
    }

    private static void WriteBody(Utf8JsonWriter json, EchoBody? body)
    {
        if (body is null)
        {
            json.WriteNull(EchoNames.Body);
        }
        else
        {
            json.WritePropertyName(EchoNames.Body);
            BodyWriter.Write(json, body);
        }
    }

    private static void WriteConnection(Utf8JsonWriter json, in EchoRequest echo)
    {
        var connection = echo.Connection;
        json.WriteStartObject(EchoNames.Connection);
        json.WriteString(EchoNames.Id, connection.Id);
        json.WriteNumber(EchoNames.Request, echo.Number);
        WriteEnd(json, EchoNames.Remote, connection.RemoteAddress, connection.RemotePort);
        WriteEnd(json, EchoNames.Local, connection.LocalAddress, connection.LocalPort);
        json.WriteEndObject();
    }

    private static void WriteEnd(Utf8JsonWriter json, JsonEncodedText name, string? address, int? port)
    {
        json.WriteStartObject(name);
        json.WriteString(EchoNames.Address, address);
        if (port is { } number)
        {
            json.WriteNumber(EchoNames.Port, number);
        }
        else
        {
            json.WriteNull(EchoNames.Port);
        }

        json.WriteEndObject();
    }

    private static void WriteForwarded(Utf8JsonWriter json, IHeaderDictionary headers, bool isForwarded)
    {
        if (isForwarded)
        {
            json.WritePropertyName(EchoNames.Forwarded);
            ForwardedWriter.Write(json, headers);
        }
        else
        {
            json.WriteNull(EchoNames.Forwarded);
        }
    }

    private void WriteServer(Utf8JsonWriter json, IHeaderDictionary headers)
    {
        json.WriteStartObject(EchoNames.Server);
        json.WriteString(EchoNames.Hostname, server.Hostname);
        json.WriteString(EchoNames.Instance, server.Instance);
        json.WriteString(EchoNames.Version, server.Version);
        json.WriteNumber(EchoNames.Uptime, server.Uptime);
        json.WriteString(EchoNames.TraceId, ServerIdentity.TraceId(headers));
        json.WriteEndObject();
    }

    private static void WriteEmpty(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteEndObject();
    }
}
