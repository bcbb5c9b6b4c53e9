using System.Globalization;
using System.Text;
using EchoApp.Tests.Http;

namespace EchoApp.Tests.Web.Fuzzing;

/// <summary>Takes apart everything that came on a connection, one character for each byte.</summary>
internal static class ResponseStream
{
    /// <exception cref="FormatException">It is not a sequence of whole responses.</exception>
    public static List<RawResponse> Read(string text)
    {
        List<RawResponse> responses = [];
        while (text.Length > 0)
        {
            // In answer to the preface of HTTP/2 the server says so in a frame of it.
            if (text.StartsWith("\0\0\b\a\0\0\0\0\0", StringComparison.Ordinal))
            {
                return responses;
            }

            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0 || !text.StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
            {
                throw new FormatException($"No response: {text[..Math.Min(200, text.Length)]}");
            }

            var response = Head(text[..end]);
            text = text[(end + 4)..];
            var (body, length) = Body(response, text);
            responses.Add(response with { Body = Encoding.Latin1.GetBytes(body) });
            text = text[length..];
        }

        return responses;
    }

    private static RawResponse Head(string head)
    {
        var lines = head.Split("\r\n");
        return new RawResponse(
            int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture),
            head,
            [.. lines[1..].Select(line => line.Split(": ", 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1]))],
            []);
    }

    private static (string Body, int Length) Body(RawResponse response, string rest)
    {
        // Of HEAD, whose answer has the length and nothing of that length.
        if (response.Status < 200 || rest.Length == 0 || rest.StartsWith("HTTP/1.1 ", StringComparison.Ordinal))
        {
            return ("", 0);
        }

        if (response.Header("Transfer-Encoding") is not null)
        {
            return Chunks(rest);
        }

        var length = response.Header("Content-Length") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : rest.Length;
        return length <= rest.Length
            ? (rest[..length], length)
            : throw new FormatException($"A body of {rest.Length} bytes where {length} are announced: {response.Head}");
    }

    private static (string Body, int Length) Chunks(string rest)
    {
        var body = new StringBuilder();
        for (var start = 0; ;)
        {
            var end = rest.IndexOf("\r\n", start, StringComparison.Ordinal);
            var size = int.Parse(rest.AsSpan(start, end - start), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Append(rest, end + 2, size);
            start = end + 2 + size + 2;
            if (size == 0)
            {
                return (body.ToString(), start);
            }
        }
    }
}
