using System.Text;

namespace EchoApp.Web.Wire.Anomalies;

/// <summary>What is odd in how a body is announced and framed.</summary>
internal static class FramingAnomalies
{
    /// <summary>Fields that a recipient needs before the body, or that frame and route the message.</summary>
    private static readonly HashSet<string> _neverInTrailers = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization", "Cache-Control", "Connection", "Content-Encoding", "Content-Length", "Content-Range", "Content-Type", "Cookie", "Expect", "Host",
        "If-Match", "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since", "Max-Forwards", "Proxy-Authorization", "Range", "TE", "Trailer",
        "Transfer-Encoding",
    };

    public static void Find(WireRecorder wire, ref Findings found)
    {
        var head = wire.Head;
        var hasLength = false;
        var isCoded = false;
        foreach (var field in head.Fields)
        {
            switch (field.Known)
            {
                case KnownField.ContentLength:
                    hasLength = true;
                    FindZeros(head.Value(field), ref found);
                    break;
                case KnownField.TransferEncoding:
                    isCoded = true;
                    break;
                case KnownField.ContentEncoding:
                    FindIdentity(head.Value(field), ref found);
                    break;
            }
        }

        foreach (var (known, _) in head.FramingBeyond)
        {
            hasLength |= known == KnownField.ContentLength;
            isCoded |= known == KnownField.TransferEncoding;
        }

        if (isCoded)
        {
            FindCoding(head, hasLength, ref found);
        }

        FindChunks(wire.Chunks, ref found);
        if (wire.Chunks?.Trailers is { } trailers)
        {
            FindTrailers(head, trailers, ref found);
        }
    }

    private static void FindZeros(ReadOnlySpan<byte> length, ref Findings found)
    {
        if (length is [(byte)'0', _, ..])
        {
            found.Add(AnomalyKinds.LengthZeros, Encoding.Latin1.GetString(length));
        }
    }

    private static void FindIdentity(ReadOnlySpan<byte> codings, ref Findings found)
    {
        foreach (var range in codings.Split((byte)','))
        {
            if (Ascii.EqualsIgnoreCase(codings[range].Trim(" \t"u8), "identity"u8))
            {
                found.Add(AnomalyKinds.ContentEncodingIdentity);
            }
        }
    }

    private static void FindCoding(WireHead head, bool hasLength, ref Findings found)
    {
        if (hasLength)
        {
            found.Add(AnomalyKinds.LengthAndCoding);
        }

        if (head.RequestLine.EndsWith("HTTP/1.0"u8))
        {
            found.Add(AnomalyKinds.TransferEncodingHttp10);
        }

        foreach (var coding in AnomalyFinder.Members(head, KnownField.TransferEncoding))
        {
            if (!coding.Equals("chunked", StringComparison.OrdinalIgnoreCase))
            {
                found.Add(AnomalyKinds.TransferCoding, coding);
            }
        }
    }

    private static void FindChunks(ChunkedFraming? chunks, ref Findings found)
    {
        if (chunks is { HasExtension: true })
        {
            found.Add(AnomalyKinds.ChunkExtension, chunks.Extension);
        }

        if (chunks is { HasLeadingZeros: true })
        {
            found.Add(AnomalyKinds.ChunkSizeZeros);
        }
    }

    private static void FindTrailers(WireHead head, WireTrailers trailers, ref Findings found)
    {
        var announced = AnomalyFinder.Members(head, KnownField.Trailer).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var field in trailers.Fields)
        {
            var name = WireText.Decode(trailers.Name(field));
            if (_neverInTrailers.Contains(name))
            {
                found.Add(AnomalyKinds.TrailerForbidden, name);
            }

            if (!announced.Contains(name) && !head.IsTruncated)
            {
                found.Add(AnomalyKinds.TrailerUnannounced, name);
            }
        }
    }
}
