using System.Text.Json;

namespace EchoApp.Web.Echo;

/// <summary>Names of the answer's members, encoded once.</summary>
internal static class EchoNames
{
    public static readonly JsonEncodedText Address = JsonEncodedText.Encode("address");
    public static readonly JsonEncodedText Anomalies = JsonEncodedText.Encode("anomalies");
    public static readonly JsonEncodedText Base64 = JsonEncodedText.Encode("base64");
    public static readonly JsonEncodedText Body = JsonEncodedText.Encode("body");
    public static readonly JsonEncodedText Code = JsonEncodedText.Encode("code");
    public static readonly JsonEncodedText Connection = JsonEncodedText.Encode("connection");
    public static readonly JsonEncodedText ContentEncoding = JsonEncodedText.Encode("contentEncoding");
    public static readonly JsonEncodedText ContentType = JsonEncodedText.Encode("contentType");
    public static readonly JsonEncodedText Cookies = JsonEncodedText.Encode("cookies");
    public static readonly JsonEncodedText Decoded = JsonEncodedText.Encode("decoded");
    public static readonly JsonEncodedText Detail = JsonEncodedText.Encode("detail");
    public static readonly JsonEncodedText Error = JsonEncodedText.Encode("error");
    public static readonly JsonEncodedText FileName = JsonEncodedText.Encode("filename");
    public static readonly JsonEncodedText Files = JsonEncodedText.Encode("files");
    public static readonly JsonEncodedText Form = JsonEncodedText.Encode("form");
    public static readonly JsonEncodedText Forwarded = JsonEncodedText.Encode("forwarded");
    public static readonly JsonEncodedText Headers = JsonEncodedText.Encode("headers");
    public static readonly JsonEncodedText Host = JsonEncodedText.Encode("host");
    public static readonly JsonEncodedText Hostname = JsonEncodedText.Encode("hostname");
    public static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    public static readonly JsonEncodedText Instance = JsonEncodedText.Encode("instance");
    public static readonly JsonEncodedText Json = JsonEncodedText.Encode("json");
    public static readonly JsonEncodedText Length = JsonEncodedText.Encode("length");
    public static readonly JsonEncodedText Local = JsonEncodedText.Encode("local");
    public static readonly JsonEncodedText Method = JsonEncodedText.Encode("method");
    public static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
    public static readonly JsonEncodedText Parts = JsonEncodedText.Encode("parts");
    public static readonly JsonEncodedText Path = JsonEncodedText.Encode("path");
    public static readonly JsonEncodedText Port = JsonEncodedText.Encode("port");
    public static readonly JsonEncodedText Protocol = JsonEncodedText.Encode("protocol");
    public static readonly JsonEncodedText Query = JsonEncodedText.Encode("query");
    public static readonly JsonEncodedText Remote = JsonEncodedText.Encode("remote");
    public static readonly JsonEncodedText Request = JsonEncodedText.Encode("request");
    public static readonly JsonEncodedText RequestLine = JsonEncodedText.Encode("requestLine");
    public static readonly JsonEncodedText Scheme = JsonEncodedText.Encode("scheme");
    public static readonly JsonEncodedText Section = JsonEncodedText.Encode("section");
    public static readonly JsonEncodedText Server = JsonEncodedText.Encode("server");
    public static readonly JsonEncodedText Sha256 = JsonEncodedText.Encode("sha256");
    public static readonly JsonEncodedText Target = JsonEncodedText.Encode("target");
    public static readonly JsonEncodedText Text = JsonEncodedText.Encode("text");
    public static readonly JsonEncodedText TraceId = JsonEncodedText.Encode("traceId");
    public static readonly JsonEncodedText Trailers = JsonEncodedText.Encode("trailers");
    public static readonly JsonEncodedText Truncated = JsonEncodedText.Encode("truncated");
    public static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    public static readonly JsonEncodedText Uptime = JsonEncodedText.Encode("uptime");
    public static readonly JsonEncodedText Version = JsonEncodedText.Encode("version");
    public static readonly JsonEncodedText Wire = JsonEncodedText.Encode("wire");
}
