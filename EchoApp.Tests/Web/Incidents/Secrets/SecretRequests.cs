using System.Text;

namespace EchoApp.Tests.Web.Incidents.Secrets;

/// <summary>Requests with a canary in every place where a secret can stand.</summary>
internal sealed class SecretRequests(Canary canary)
{
    /// <summary>Bytes that are kept of a body, so that some of these are cut in the middle of the secret.</summary>
    public const int BodyKept = 1000;

    /// <summary>Bytes of a body that is refused as too long.</summary>
    public const int BodyRefused = 20_000;

    /// <summary>Bytes that are kept of a head.</summary>
    private const int HeadKept = 32 * 1024;

    /// <summary>One of the headers that are configured to hold secrets.</summary>
    public const string OwnHeader = "X-Of-Ours";

    private readonly string _secret = canary.Value;

    /// <summary>Those that the server takes.</summary>
    /// <param name="path">Where they are sent to.</param>
    public IEnumerable<byte[]> At(string path) => [.. Fields.Select(field => Head("GET", path, $"{field}\r\n")), .. LongHeads(path), .. Targets(path), .. Bodies.Select(body => Post(path, body.Type, body.Body)), .. Coded(path), .. Chunked(path)];

    /// <summary>Those that it refuses, before there is a request or as one.</summary>
    public IEnumerable<byte[]> Refused(string path) =>
        [
            .. ((string[])
                [
                    $"GET {path}?password={_secret} and HTTP/1.1\r\nHost: a\r\n\r\n",
                    $"GET {path}?password={_secret}\r\n\r\n",
                    $"{_secret}\r\n\r\n",
                    $"GET {path}?password={_secret} HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                    $"GET {path}/%00?password={_secret} HTTP/1.1\r\nHost: a\r\n\r\n",
                    $"GET http://ann:{_secret}@/ HTTP/1.1\r\nHost: a\r\n\r\n",
                    $"GET {path} HTTP/1.1\r\nAuthorization: Bearer {_secret}\r\n\r\n",
                    $"GET {path} HTTP/1.1\r\nHost: a\r\nAuthorization : Bearer {_secret}\r\n\r\n",
                    $"GET {path} HTTP/1.1\r\nHost: a\r\nAuthorization: Basic\r\n {canary.Basic}\r\n\r\n",
                    $"GET {path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {_secret}\0\r\n\r\n",
                    $"GET {path} HTTP/1.1\r\nHost: a\r\nCookie sid={_secret}\r\n\r\n",
                    $"GET {path} HTTP/1.1\r\nHost: a\r\nX Api Key: {_secret}\r\n\r\n",
                    $"GET {path} HTTP/1.1\r\nHost: a\r\n{OwnHeader}: {_secret}\r\nContent-Length: x\r\n\r\n",
                    $"GET {path} HTTP/1.1\r\nHost: a\r\nCookie: sid={_secret}; more={new string('x', 100_000)}\r\n\r\n",
                    $"GET {path}?password={_secret}&more={new string('x', 100_000)} HTTP/1.1\r\nHost: a\r\n\r\n",
                    $"POST {path}?password={_secret} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n{{\"password\":\"{_secret}\"}}\r\n",
                    $"POST {path} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;{_secret}\nhello\r\n0\r\n\r\n",
                    $"POST {path} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nAuthorization {_secret}\r\n\r\n",
                    $"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{{\"password\":\"{_secret}\"}}",
                ]).Select(Encoding.Latin1.GetBytes),
            Post(path, "application/json", $"{{\"password\":\"{_secret}\"}}{new string(' ', BodyRefused)}"),
        ];

    /// <summary>What browsers and senders of events ask first.</summary>
    public IEnumerable<byte[]> Handshakes(string path) =>
        [
            Head("OPTIONS", $"{path}?access_token={_secret}", $"Origin: https://shop.test\r\nAccess-Control-Request-Method: PUT\r\nAuthorization: Bearer {_secret}\r\n"),
            Head("OPTIONS", $"{path}?access_token={_secret}", $"WebHook-Request-Origin: shop.test\r\nWebHook-Request-Rate: 5\r\nWebHook-Request-Callback: https://shop.test/\r\nAuthorization: Bearer {_secret}\r\n"),
        ];

    private IEnumerable<string> Fields =>
        [
            $"Authorization: Bearer {_secret}", $"authorization:bearer {_secret}", $"Authorization: Basic {canary.Basic}", $"Authorization: {_secret}",
            $"Authorization: Digest username=\"ann\", nonce=\"{_secret}\", response=\"{_secret}\"", $"Authorization: Bearer one\r\nAuthorization: Bearer {_secret}",
            $"Proxy-Authorization: Basic {canary.Basic}", $"Cookie: sid={_secret}; theme={canary.PercentEncoded}", $"Cookie: {_secret}", $"Set-Cookie: sid={_secret}; Path=/",
            $"X-Api-Key: {_secret}", $"{OwnHeader}: {_secret}", $"X-GitHub-Event: {_secret}", $"Referer: http://shop.test/?access_token={_secret}", $"X-Original-URL: /?password={canary.PercentEncoded}",
        ];

    private IEnumerable<(string Type, string Body)> Bodies =>
        [
            ("application/json", $"{{\"a\":[{{\"b\":{{\"password\":\"{_secret}\"}}}}]}}"),
            ("application/json", $"{{\"p\\u0061ssword\":\"{canary.JsonEscaped}\"}}"),
            ("application/json", $"{{\"secret\":{{\"of\":[\"{_secret}\",\"{_secret}\"]}}}}"),
            ("application/json", $"{{\"payload\":\"{{\\\"password\\\":\\\"{_secret}\\\"}}\"}}"),
            ("application/json", $"{{\"a\":1,,\"password\":\"{_secret}"),
            ("application/json", $"{{\"a\":\"{new string('x', BodyKept - 40)}\",\"password\":\"{_secret}\"}}"),
            ("application/json; charset=utf-8", $"{{\"a\":\"{new string('x', BodyKept)}\",\"password\":\"{_secret}\"}}"),
            ("application/x-www-form-urlencoded", $"user=ann&password={_secret}"),
            ("application/x-www-form-urlencoded", $"p%61ssword={canary.PercentEncoded}&a={new string('x', BodyKept)}"),
            ("application/x-www-form-urlencoded", $"a={new string('x', BodyKept - 30)}&api_key={_secret}"),
            ("application/x-www-form-urlencoded", $"payload={Uri.EscapeDataString($"{{\"password\":\"{_secret}\"}}")}"),
            ("multipart/form-data; boundary=x", $"--x\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n{_secret}\r\n--x--\r\n"),
            ("multipart/form-data; boundary=x", $"--x\r\nContent-Disposition: form-data; name=\"private_key\"; filename=\"key.pem\"\r\n\r\n{_secret}\n{_secret}\r\n--x--\r\n"),
            ("multipart/form-data; boundary=x", $"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n{new string('x', BodyKept - 150)}\r\n--x\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\n{_secret}"),
        ];

    private static byte[] Head(string method, string target, string fields) => Encoding.Latin1.GetBytes($"{method} {target} HTTP/1.1\r\nHost: shop.test\r\n{fields}\r\n");

    private static byte[] Post(string path, string type, string body) => Post(path, type, Encoding.Latin1.GetBytes(body));

    private static byte[] Post(string path, string type, byte[] body, string fields = "") => [.. Head("POST", path, $"Content-Type: {type}\r\nContent-Length: {body.Length}\r\n{fields}"), .. body];

    /// <summary>What is kept of them ends in the middle of the secret.</summary>
    private IEnumerable<byte[]> LongHeads(string path)
    {
        foreach (var secret in (string[])[$"Authorization: Bearer {_secret}", $"Cookie: sid={_secret}", $"Authorization: Basic {canary.Basic}", $"{OwnHeader}: {_secret}"])
        {
            var rest = HeadKept - Head("GET", path, $"X-Long: \r\n{secret}").Length + (_secret.Length / 2);
            yield return Head("GET", path, $"X-Long: {new string('x', rest)}\r\n{secret}\r\n");
        }
    }

    private IEnumerable<byte[]> Targets(string path) => ((string[])
        [
            $"{path}?password={_secret}", $"{path}?p%61ssword={_secret}&ACCESS_TOKEN={canary.PercentEncoded}", $"{path}?a=1;client_secret={_secret}", $"{path}?password={_secret}#password={_secret}",
            $"{path}?next=%2F%3Faccess_token%3D{_secret}", $"{path}?q=%7B%22password%22%3A%22{_secret}%22%7D", $"http://ann:{_secret}@shop.test{path}", $"http://shop.test{path}?id_token={_secret}",
        ]).Select(target => Head("GET", target, ""));

    private IEnumerable<byte[]> Coded(string path)
    {
        foreach (var (type, body) in Bodies)
        {
            foreach (var coding in (string[])["gzip", "deflate", "br", "zstd"])
            {
                yield return Post(path, type, canary.Code(Encoding.Latin1.GetBytes(body), coding), $"Content-Encoding: {coding}\r\n");
            }
        }

        var plain = Encoding.Latin1.GetBytes($"{{\"password\":\"{_secret}\"}}");
        yield return Post(path, "application/json", canary.Code(canary.Code(plain, "gzip"), "br"), "Content-Encoding: gzip, br\r\n");
        yield return Post(path, "application/json", plain, "Content-Encoding: gzip\r\n");
        yield return Post(path, "application/json", canary.Code(plain, "gzip")[..^8], "Content-Encoding: gzip\r\n");
        yield return Post(path, "application/json; charset=utf-16", [0xff, 0xfe, .. Encoding.Unicode.GetBytes($"{{\"password\":\"{_secret}\"}}")]);
    }

    private IEnumerable<byte[]> Chunked(string path) => ((string[])
        [
            $"0\r\nAuthorization: Bearer {_secret}\r\nCookie: sid={_secret}\r\n{OwnHeader}: {_secret}\r\n\r\n",
            $"5;token={_secret}\r\nhello\r\n0;{_secret}\r\n\r\n",
            $"d\r\n{{\"password\":\"\r\n{_secret.Length:x}\r\n{_secret}\r\n2\r\n\"}}\r\n0\r\n\r\n",
        ]).Select(body => (byte[])[.. Head("POST", path, "Transfer-Encoding: chunked\r\nTrailer: Authorization, Cookie\r\n"), .. Encoding.Latin1.GetBytes(body)]);
}
