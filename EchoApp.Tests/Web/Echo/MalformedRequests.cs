using System.Text;

namespace EchoApp.Tests.Web.Echo;

/// <summary>Makes requests that are HTTP for the greater part, and broken at a random place.</summary>
internal sealed class MalformedRequests(Random random)
{
    private static readonly string[] _methods = ["GET", "POST", "HEAD", "CONNECT", "OPTIONS", "TRACE", "P\u00fcT", "", "A".PadLeft(40, 'B'), "PRI"];
    private static readonly string[] _targets = ["/", "*", "http://h/", "h:1", "/%", "/%00", "/?%ff&=&&a[=", "//", "", "/\u00ff", "?", "http://", "/a b", "/?pretty"];
    private static readonly string[] _versions = ["HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/1.1 ", "http/1.1", "", "HTTP/9"];

    private static readonly string[] _headers =
    [
        "Host: h", "Host: h", "Host: h", "Host:", "Host: a b", "Content-Length: 5", "Content-Length: -1", "Content-Length: 99999999999999999999",
        "Transfer-Encoding: chunked", "Transfer-Encoding: gzip, chunked", "Content-Encoding: gzip", "Content-Encoding: br", "Content-Encoding: deflate",
        "Content-Type: multipart/form-data; boundary=b", "Content-Type: multipart/mixed", "Content-Type: application/json",
        "Content-Type: application/x-www-form-urlencoded", "Content-Type: ;;", "Content-Type: text/plain; charset=x", "Cookie: =;;=a", "Cookie: \u00ff\u00fe",
        "Forwarded: for=\"", "Forwarded: ;=,\"\\", "X-Forwarded-For: ,,", ": x", "NoColon", " folded", "X: \0", "X\u00ff: y", "Connection: close, upgrade",
        "Upgrade: websocket", "Expect: 100-continue", "Expect: nonsense", "TE: trailers", "X: \u0001\u001f", "Accept: \u00c3",
    ];

    private static readonly string[] _bodies =
    [
        "", "hello", "5\r\nhello\r\n0\r\n\r\n", "5\r\nhel", "g\r\n", "--b\r\n\r\n\r\n--b--", "--b\r\nContent-Disposition: x; name=\"\r\n\r\n",
        "{\"a\":", "a=%&%zz=+&", "\u001f\u008b\b\0\0\0\0\0", "\0\u00ff", "0\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n",
    ];

    public string Next()
    {
        var request = new StringBuilder(Coin() ? $"{Pick(_methods)} {Pick(_targets)} {Pick(_versions)}\r\n" : "POST /x HTTP/1.1\r\nHost: h\r\n");
        for (var count = random.Next(5); count > 0; count--)
        {
            request.Append(Pick(_headers)).Append(random.Next(20) == 0 ? "\n" : "\r\n");
        }

        var body = Pick(_bodies);
        request.Append(Coin() ? $"Content-Length: {body.Length}\r\n\r\n" : "\r\n").Append(body);
        for (var count = random.Next(3); count > 0; count--)
        {
            Damage(request);
        }

        return request.ToString();
    }

    private void Damage(StringBuilder request)
    {
        var position = random.Next(request.Length);
        switch (random.Next(4))
        {
            case 0:
                request[position] = (char)random.Next(256);
                break;
            case 1:
                request.Remove(position, Math.Min(random.Next(1, 9), request.Length - position));
                break;
            case 2:
                request.Insert(position, (char)random.Next(256));
                break;
            default:
                request.Length = position + 1;
                break;
        }
    }

    private bool Coin() => random.Next(2) == 0;

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
