using System.Text.Json;
using EchoApp.Web.Echo.Body;
using EchoApp.Web.Telemetry;
using EchoApp.Web.Wire;
using EchoApp.Web.Wire.Anomalies;
using Microsoft.AspNetCore.Http.Features;

namespace EchoApp.Web.Echo;

/// <summary>Writes the answer: the request as it arrived, its connection, and who answers.</summary>
internal sealed class EchoWriter(ServerIdentity server)
{
    public void Write(Utf8JsonWriter json, HttpContext context, in EchoRequest echo, EchoBody? body)
    {
        var headers = context.Request.Headers;
        json.WriteStartObject();
        WriteLine(json, context, echo);
        var wire = echo.Connection.Wire;
        json.WritePropertyName(EchoNames.Headers);
        if (wire is { Head.IsTruncated: false })
        {
            WireWriter.WriteByName(json, wire.Head, headers.Count);
        }
        else
        {
            WriteByName(json, headers);
        }

        WriteCookies(json, headers);
        WriteBody(json, body);
        WriteTrailers(json, wire, body is null ? null : context.Features.Get<IHttpRequestTrailersFeature>());
        WriteWire(json, wire, echo.Raw);
        WriteConnection(json, echo);
        WriteForwarded(json, headers);
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

    /// <summary>As sent, where that is recorded whole: the server drops those without a value.</summary>
    private static void WriteTrailers(Utf8JsonWriter json, WireRecorder? wire, IHttpRequestTrailersFeature? parsed)
    {
        json.WritePropertyName(EchoNames.Trailers);
        if (wire?.Chunks?.Trailers is { IsTruncated: false } sent)
        {
            WireWriter.WriteByName(json, sent, sent.Fields.Count == 1 ? 1 : 0);
        }
        else if (parsed is { Available: true, Trailers: { Count: > 0 } trailers })
        {
            WriteByName(json, trailers);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteByName(Utf8JsonWriter json, IHeaderDictionary headers)
    {
        json.WriteStartObject();
        foreach (var (name, values) in headers)
        {
            json.WriteString(name, HeaderText.Decode(values.Count == 1 ? values[0] ?? "" : HeaderText.Join(name, values.ToArray())));
        }

        json.WriteEndObject();
    }

    private static void WriteWire(Utf8JsonWriter json, WireRecorder? wire, bool raw)
    {
        if (wire is null)
        {
            json.WriteNull(EchoNames.Wire);
            json.WriteNull(EchoNames.Anomalies);
            return;
        }

        WireWriter.Write(json, wire, raw);
        WireWriter.WriteAnomalies(json, AnomalyFinder.Find(wire));
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

    private static void WriteForwarded(Utf8JsonWriter json, IHeaderDictionary headers)
    {
        if (ForwardedWriter.HasAny(headers))
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
        json.WriteString(EchoNames.TraceId, RequestTrace.IdOf(headers));
        json.WriteEndObject();
    }

    private static void WriteEmpty(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteEndObject();
    }
}
