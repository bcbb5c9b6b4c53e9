using System.IO.Compression;
using System.Text;
using EchoApp.Tests.Web.Storage;
using EchoApp.Web.Capture;
using EchoApp.Web.Storage;

namespace EchoApp.Tests.Web.Queries;

/// <summary>Requests whose bodies mean something, each at a path that says what it is.</summary>
internal static class ContentSamples
{
    private const string Json = """
        {"id": 17, "status": "Paid", "total": 12.50, "ok": true, "none": null, "note": "two\nlines \u20ac", "big": 12345678901234567890,
         "items": [{"sku": "a/b"}, {"c~d": "x y", "": "empty"}]}
        """;

    private const string Parts = "--b\r\nContent-Disposition: form-data; name=\"status\"\r\n\r\npaid\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\npaid\r\n--b--\r\n";

    private const string Odd = """{"odd":{"half":"x\ud83d","a\udc00":1,"pair":"\ud83d\ude00","slash":"\\\\ud83d","huge":1e99999999999,"dup":1,"dup":2,"list":[1e99999999999]}}""";

    /// <summary>What takes an automaton longest: it meets a new state with every character.</summary>
    public const string UnhappyPattern = "(.*a.{20}){10}c";

    /// <summary>See <see cref="UnhappyPattern"/>.</summary>
    public static byte[] Unhappy { get; } = Encoding.ASCII.GetBytes(new Random(1).GetString("ab", 1_000_000));

    public static IReadOnlyList<CapturedRequest> All { get; } =
    [
        Request("json?page=2&tag=a&tag=b%20c&empty=", "application/json; charset=utf-8", Encoding.UTF8.GetBytes(Json)),
        Request("unclaimed", "application/x-www-form-urlencoded", "{\"status\":\"paid\",\"id\":\"17\",\"total\":\"12.5\"}"u8.ToArray()),
        Request("gzip", "application/json", Compress("{\"status\":\"refused\",\"total\":1e3}"u8), coding: "gzip"),
        Request("odd", "application/json", Encoding.UTF8.GetBytes(Odd)),
        Request("scalar?page=3", "application/json", "\"paid\""u8.ToArray()),
        Request("broken", "application/json", "{\"status\":\"paid\","u8.ToArray()),
        Request("cut", "application/json", "{\"status\":\"paid\"}"u8.ToArray(), length: 18),
        Request("form", "application/x-www-form-urlencoded", "status=paid&a.b=x+y&%C3%BC=%E2%82%AC&n=5&n=50&status=PAID%21"u8.ToArray()),
        Request("latin1", "application/x-www-form-urlencoded; charset=iso-8859-1", "%FC=%E9"u8.ToArray()),
        Request("parts", "multipart/form-data; boundary=b", Encoding.UTF8.GetBytes(Parts)),
        Request("text", "text/plain", "order-2026-17 paid\nby card"u8.ToArray()),
        Request("bytes", "application/octet-stream", [0, 255, .. "order-2026-18"u8]),
        Request("nothing", null, []),
    ];

    /// <summary>One that a newer version may have stored: of its details nothing can be read.</summary>
    public static CapturedRequest Unreadable { get; } = Samples.Request("/unreadable", body: "{\"status\":\"paid\"}"u8.ToArray());

    public static CaptureDetails Details(string? type) => Samples.Details with { ContentType = type };

    public static byte[] Compress(ReadOnlySpan<byte> content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }

    private static CapturedRequest Request(string target, string? type, byte[] body, string? coding = null, long? length = null)
    {
        var request = Samples.Request($"/{target}", body: body);
        var head = $"POST /{target} HTTP/1.1\r\nHost: a\r\nX-Order: 2026-17, Blue\r\n{(type is null ? "" : $"Content-Type: {type}\r\n")}{(coding is null ? "" : $"Content-Encoding: {coding}\r\n")}\r\n";
        return request with
        {
            Record = request.Record with { BodyLength = length ?? body.Length, Details = StoredDetails.Write(Details(type)) },
            Head = Encoding.ASCII.GetBytes(head),
        };
    }
}
