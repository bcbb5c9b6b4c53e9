using System.Text.Json;

namespace BareKestrel;

internal static class BareNames
{
    public static readonly JsonEncodedText
        Method = JsonEncodedText.Encode("method"), Target = JsonEncodedText.Encode("target"), Scheme = JsonEncodedText.Encode("scheme"), Host = JsonEncodedText.Encode("host"),
        Path = JsonEncodedText.Encode("path"), Query = JsonEncodedText.Encode("query"), Protocol = JsonEncodedText.Encode("protocol"), Headers = JsonEncodedText.Encode("headers"),
        Cookies = JsonEncodedText.Encode("cookies"), Body = JsonEncodedText.Encode("body"), Connection = JsonEncodedText.Encode("connection"), Id = JsonEncodedText.Encode("id"),
        Anomalies = JsonEncodedText.Encode("anomalies"), Wire = JsonEncodedText.Encode("wire"), Trailers = JsonEncodedText.Encode("trailers"),
        Request = JsonEncodedText.Encode("request"), Remote = JsonEncodedText.Encode("remote"), Local = JsonEncodedText.Encode("local"), Address = JsonEncodedText.Encode("address"),
        Port = JsonEncodedText.Encode("port"), Forwarded = JsonEncodedText.Encode("forwarded"), Server = JsonEncodedText.Encode("server");
}
