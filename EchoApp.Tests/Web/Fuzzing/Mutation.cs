namespace EchoApp.Tests.Web.Fuzzing;

/// <summary>Damages what will be sent.</summary>
internal static class Mutation
{
    private static readonly string[] _hostile =
    [
        "\r\n", "\n", "\r", "\0", "\r\n\r\n", " ", "\t", ":", "%00", "%", "\u00ff", "\r\n ", "\r\nHost: evil\r\n", "\r\nTransfer-Encoding: chunked\r\n", "\r\nContent-Length: 3\r\n",
        "\r\nContent-Length: +3\r\n", "\r\nContent-Length: 99999999999999999999\r\n", "\r\nTransfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n", "ffffffffffffffff\r\n", ";", "\r\nX-Content-Length: 4\r\n",
        "GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n", "\u001f\u008b", "--b", "\"", "\\", "\r\nContent-Encoding: br\r\n", "\r\nExpect: 100-continue\r\n", "\r\nConnection: close\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ];

    public static string Apply(Random random, string text)
    {
        for (var count = random.Next(1, 4); count > 0 && text.Length > 0; count--)
        {
            text = Once(random, text);
        }

        return text;
    }

    private static string Once(Random random, string text)
    {
        // Mostly in the head, where the letters are that matter.
        var end = random.OneIn(3) ? text.Length : Math.Min(text.Length, Math.Max(text.IndexOf("\r\n\r\n", StringComparison.Ordinal), 1) + 4);
        var position = random.Next(end);
        var length = Math.Min(random.Next(1, 9), text.Length - position);
        return random.Next(7) switch
        {
            0 => text.Remove(position, 1).Insert(position, ((char)(text[position] ^ (1 << random.Next(8)))).ToString()),
            1 => text.Remove(position, 1).Insert(position, ((char)random.Next(256)).ToString()),
            2 => text.Remove(position, length),
            3 => text.Insert(position, text.Substring(position, length)),
            4 => text.Insert(position, random.Pick(_hostile)),
            5 => DuplicateLine(random, text),
            _ => text[..position],
        };
    }

    private static string DuplicateLine(Random random, string text)
    {
        var head = Math.Max(text.IndexOf("\r\n\r\n", StringComparison.Ordinal), 0);
        var lines = text[..head].Split("\r\n");
        if (lines.Length < 2)
        {
            return text;
        }

        var line = lines[random.Next(1, lines.Length)];
        return text.Insert(text.IndexOf("\r\n", StringComparison.Ordinal) + 2, line + "\r\n");
    }
}
