using System.IO.Compression;
using Microsoft.Extensions.Primitives;

namespace EchoApp.Web.Echo.Body;

/// <summary>The content codings of a body, in the order in which they were applied (RFC 9110 section 8.4).</summary>
internal static class ContentCodings
{
    /// <summary>Each coding costs a decoder, and nobody stacks more of them in earnest.</summary>
    private const int MaxCount = 4;

    public static List<string> Parse(StringValues header)
    {
        List<string> codings = [];
        foreach (var value in header)
        {
            foreach (var coding in (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (!coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
                {
                    codings.Add(coding.ToLowerInvariant());
                }
            }
        }

        return codings;
    }

    /// <summary>What stands in the way of decoding; null when nothing does.</summary>
    public static string? Obstacle(List<string> codings)
    {
        if (codings.Count > MaxCount)
        {
            return $"Content-Encoding: {codings.Count} codings; at most {MaxCount} are undone.";
        }

        var unknown = codings.Find(coding => coding is not ("gzip" or "x-gzip" or "deflate" or "br"));
        return unknown is null ? null : $"Content-Encoding: '{HeaderText.Decode(unknown)}' is not known; gzip, deflate and br are.";
    }

    /// <summary>Undoes the codings, the last one applied first.</summary>
    public static Stream Decode(List<string> codings, MeasuredStream received, EchoOptions options)
    {
        Stream stream = received;
        for (var i = codings.Count - 1; i >= 0; i--)
        {
            stream = new DecodedStream(Decoder(codings[i], stream), received, options);
        }

        return stream;
    }

    private static Stream Decoder(string coding, Stream source) => coding switch
    {
        "br" => new BrotliStream(source, CompressionMode.Decompress, leaveOpen: true),
        "deflate" => new DeflateDetectingStream(source),
        _ => new GZipStream(source, CompressionMode.Decompress, leaveOpen: true),
    };
}
