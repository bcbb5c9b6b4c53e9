using EchoApp.Web.Memory;
using Microsoft.Extensions.Primitives;

namespace EchoApp.Web.Echo.Body.Codings;

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

        var unknown = codings.Find(coding => coding is not ("gzip" or "x-gzip" or "deflate" or "br" or "zstd"));
        return unknown is null ? null : $"Content-Encoding: {BodyNotes.Quote(unknown)} is not known; gzip, deflate, br and zstd are.";
    }

    /// <summary>Undoes the codings, the last one applied first.</summary>
    public static DecodedStream Decode(List<string> codings, MeasuredStream received, EchoOptions options, RequestHold hold, BodyNotes notes)
    {
        DecodedStream? stream = null;
        for (var i = codings.Count - 1; i >= 0; i--)
        {
            var place = new CodingPlace(codings[i], i + 1, codings.Count, notes);
            stream = new DecodedStream(Decoder(codings[i], stream ?? (Stream)received, place), place, stream, received, options, hold);
        }

        return stream ?? throw new InvalidOperationException("There is no coding to undo.");
    }

    private static Stream Decoder(string coding, Stream source, CodingPlace place) => coding switch
    {
        "br" => new BrotliReader(source, place),
        "deflate" => new DeflateReader(source, place),
        "zstd" => new ZstdReader(source, place),
        _ => new GzipReader(source, place),
    };
}
