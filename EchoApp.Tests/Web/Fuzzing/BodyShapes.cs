using System.IO.Compression;
using System.Text;

namespace EchoApp.Tests.Web.Fuzzing;

/// <summary>Makes contents of every kind that the echo takes apart, sound and broken, one character for each byte.</summary>
internal sealed class BodyShapes(Random random)
{
    private static readonly (string? Type, string Content)[] _contents =
    [
        (null, ""),
        (null, "hello"),
        ("text/plain", "gr\u00c3\u00bc\u00c3\u009fe \u0000\u0001"),
        ("text/plain; charset=utf-16", "\u00fe\u00ff\u0000a\u00d8"),
        ("text/plain; charset='latin-1'", "gr\u00fc\u00dfe"),
        ("text/plain; charset=nonsense", "\u00ff\u00fe"),
        ("application/octet-stream", "\u0000\u00ff\u0080\u001f"),
        ("application/json", """{"a":[1,2.50,"\u00c3\u00bc",{"b":null}],"a":true}"""),
        ("application/json", "{\"a\":"),
        ("application/json", "[" + "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["),
        ("application/problem+json", "\u00ef\u00bb\u00bf{}\r\n"),
        ("application/x-www-form-urlencoded", "a=b&c=%C3%A9+d&=&&e=%ff%zz"),
        ("application/x-www-form-urlencoded; charset=iso-8859-1", "a=\u00fc&b=%fc"),
        ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nv\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\\y.bin\"\r\nContent-Type: image/png\r\n\r\n\u0000\u00ff--\r\n--b--\r\n"),
        ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end"),
        ("multipart/mixed; boundary=\"b b\"", "preamble\n--b b\nX: y\n folded\n\ntext\n--b b--\nepilogue"),
        ("multipart/form-data", "--b--"),
        (";;", "x"),
    ];

    /// <summary>Adds the lines that describe the content.</summary>
    public string Next(List<string> lines)
    {
        var (type, content) = random.Pick(_contents);
        if (random.OneIn(10))
        {
            content = string.Concat(Enumerable.Repeat(content + "\n", random.Next(1, 2000)));
        }

        if (type is not null)
        {
            lines.Add($"Content-Type: {type}");
        }

        for (var codings = random.OneIn(3) ? random.Next(1, 4) : 0; codings > 0; codings--)
        {
            (var coding, content) = Encode(content);
            var applied = lines.FindIndex(line => line.StartsWith("Content-Encoding", StringComparison.Ordinal));
            if (applied < 0)
            {
                lines.Add($"Content-Encoding: {coding}");
            }
            else
            {
                lines[applied] += $", {coding}";
            }
        }

        return content;
    }

    private (string Coding, string Content) Encode(string content)
    {
        using var encoded = new MemoryStream();
        var coding = random.Pick(["gzip", "deflate", "br", "x-gzip", "zstd", "compress"]);
        using (Stream encoder = coding switch
        {
            "deflate" => new ZLibStream(encoded, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(encoded, CompressionLevel.Fastest, leaveOpen: true),
            "zstd" => new ZstdSharp.CompressionStream(encoded, leaveOpen: true),
            _ => new GZipStream(encoded, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            encoder.Write(Encoding.Latin1.GetBytes(content));
        }

        var text = Encoding.Latin1.GetString(encoded.ToArray());
        return (coding, random.Next(6) switch
        {
            0 => text[..random.Next(text.Length)],
            1 => text + "left over",
            _ => text,
        });
    }
}
