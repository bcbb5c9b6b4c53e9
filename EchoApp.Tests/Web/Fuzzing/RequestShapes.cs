using System.Globalization;
using System.Text;

namespace EchoApp.Tests.Web.Fuzzing;

/// <summary>Makes requests of every shape that the echo takes, one character for each byte.</summary>
internal sealed class RequestShapes(Random random)
{
    private static readonly string[] _methods =
        ["GET", "GET", "POST", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "M-SEARCH", "get", "Head", "connect", "!#$%&'*+-.^_`|~09azAZ"];

    private static readonly string[] _paths =
        ["/", "/a/b", "/%41%c3%a9/%2e%2E/x", "/a/../b/./c", "//x", "/a;b=c,d", "/" + new string('p', 300), "/:@!$&'()*+", "/.well-known/x", "/[::1]"];

    private static readonly string[] _queries = ["", "", "?", "?a=b&a=c", "?pretty", "?raw", "?raw&pretty=0", "?%ff=%zz&=&&x[]=1", "?q=" + new string('q', 200)];

    private static readonly string[] _headers =
    [
        "Accept: */*", "Accept: text/plain", "Accept: text/*;q=0.5, */*;q=0.1", "Accept: ;;q=", "Cookie: a=1; b=2", "Cookie: =;;=a", "Cookie: \u00ff\u00fe",
        "Forwarded: for=1.2.3.4;proto=https, for=\"[::1]:2\"", "Forwarded: for=\"", "X-Forwarded-For: 1.2.3.4, 5.6.7.8", "X-Forwarded-Client-Cert: By=\"a,b\"",
        "X-Utf8: gr\u00c3\u00bc\u00c3\u009fe", "X-Latin1: gr\u00fc\u00dfe", "X-Control: \u0001\u001f\u007f", "X-Empty:", "X-Space: \t a  b \t", "x-dup: 1", "X-Dup: 2",
        "User-Agent: fuzz/1.0 (a; b)", "Connection: keep-alive", "Connection: X-Foo", "Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings", "TE: trailers",
        "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "traceparent: x", "Range: bytes=0-1", "If-None-Match: *", "Max-Forwards: x",
        "Via: 1.1 a", "X-Content-Length: 7", "Proxy-Connection: keep-alive", "Authorization: Basic dTpw", "Origin: null", "Sec-WebSocket-Key: x", "Expect: tea",
    ];

    private readonly BodyShapes _bodies = new(random);

    /// <summary>A request that is complete and has nothing wrong with it, with a header of its own.</summary>
    public ShapedRequest Next(string mark)
    {
        var method = random.Pick(_methods);
        var isOld = random.OneIn(12);
        var (target, host) = Target(ref method);
        var request = new StringBuilder($"{(random.OneIn(15) ? "\r\n" : "")}{method} {target} HTTP/1.{(isOld ? 0 : 1)}\r\n");
        List<string> lines = [$"Host: {host}", $"X-Mark: {mark}"];
        for (var count = random.Next(6); count > 0; count--)
        {
            lines.Add(random.Pick(_headers));
        }

        if (random.OneIn(20))
        {
            // More of a head than is kept.
            lines.Add($"X-Long: {new string('l', random.Next(30_000, 40_000))}");
        }

        var body = "";
        if (random.OneIn(2))
        {
            body = Body(lines, isOld);
        }
        else if (isOld && method is "POST" or "PUT")
        {
            lines.Add("Content-Length: 0");
        }

        var isLast = method == "CONNECT" || (isOld && !lines.Contains("Connection: keep-alive")) || (Has(lines, "Content-Length") && Has(lines, "Transfer-Encoding"));
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(lines));
        foreach (var line in lines)
        {
            request.Append(line).Append(random.OneIn(25) ? "\n" : "\r\n");
        }

        return new ShapedRequest(request.Append("\r\n").Append(body).ToString(), isLast);
    }

    private static bool Has(List<string> lines, string name) => lines.Exists(line => line.StartsWith(name, StringComparison.OrdinalIgnoreCase));

    private (string Target, string Host) Target(ref string method)
    {
        switch (random.Next(12))
        {
            case 0:
                method = "CONNECT";
                return ("far.test:443", "far.test:443");
            case 1:
                method = "OPTIONS";
                return ("*", "h");
            case 2:
                return ($"http://u@far.test:81{random.Pick(_paths)}{random.Pick(_queries)}", "far.test:81");
            case 3:
                return ("http://far.test?x=1", "other.test");
            default:
                return (random.Pick(_paths) + random.Pick(_queries), random.OneIn(10) ? "" : "h:80");
        }
    }

    /// <summary>Adds the lines that a body needs.</summary>
    /// <returns>The body, framed.</returns>
    private string Body(List<string> lines, bool isOld)
    {
        var content = _bodies.Next(lines);
        if (random.OneIn(8) && !isOld)
        {
            lines.Add("Expect: 100-continue");
        }

        if (random.OneIn(2))
        {
            lines.Add($"{(random.OneIn(4) ? "content-length" : "Content-Length")}: {(random.OneIn(10) ? "00" : "")}{content.Length}");
            return content;
        }

        // One that the server gives the name that is there already is refused.
        lines.RemoveAll(line => line.StartsWith("X-Content-Length", StringComparison.Ordinal));
        if (random.OneIn(6))
        {
            lines.Add("Content-Length: 5");
        }

        lines.Add(random.OneIn(6) ? "Transfer-Encoding: gzip, Chunked" : "Transfer-Encoding: chunked");
        return Chunk(content);
    }

    private string Chunk(string content)
    {
        var chunked = new StringBuilder();
        for (var start = 0; start < content.Length;)
        {
            var length = Math.Min(random.Next(1, random.OneIn(3) ? 4 : 2000), content.Length - start);
            var extension = random.OneIn(6) ? ";name=\"va;lue\"" : "";
            chunked.Append(CultureInfo.InvariantCulture, $"{(random.OneIn(8) ? "0" : "")}{length:x}{extension}\r\n").Append(content, start, length).Append("\r\n");
            start += length;
        }

        return chunked.Append("0\r\n").Append(random.OneIn(4) ? "X-Trailer: t\r\nx-trailer: \u00fc\r\n" : "").Append("\r\n").ToString();
    }
}
