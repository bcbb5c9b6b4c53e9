using System.Text;

namespace EchoApp.Web.Wire;

/// <summary>
/// How the body after a head is framed (RFC 9112 section 6). The server has found it valid; what it is too lenient with is refused here.
/// </summary>
/// <param name="ContentLength">Bytes of the body; null when it is chunked.</param>
internal readonly record struct Framing(long? ContentLength)
{
    /// <exception cref="BadHttpRequestException">Its framing is one that the standard forbids.</exception>
    public static Framing Of(WireHead head)
    {
        if (head.HasOddName)
        {
            throw OddName();
        }

        long? length = null;
        var isRenamed = false;
        var isCoded = false;
        var chunked = 0;
        var isLast = false;
        foreach (var field in head.Fields)
        {
            Take(field.Known, head.Value(field));
        }

        foreach (var (known, value) in head.FramingBeyond)
        {
            Take(known, value);
        }

        if (isCoded && !(chunked == 1 && isLast))
        {
            throw new BadHttpRequestException("Its transfer codings do not end in one single chunked, so its length cannot be known.");
        }

        // The server gives the Content-Length of a chunked request that name, and fails where it is taken.
        if (isCoded && isRenamed && length is not null)
        {
            throw new BadHttpRequestException("It has Content-Length, X-Content-Length and Transfer-Encoding.");
        }

        return new Framing(isCoded ? null : length ?? 0);

        void Take(KnownField known, ReadOnlySpan<byte> value)
        {
            switch (known)
            {
                case KnownField.ContentLength:
                    length = ParseLength(value);
                    break;
                case KnownField.TransferEncoding:
                    isCoded = true;
                    chunked += CountChunked(value, ref isLast);
                    break;
                case KnownField.XContentLength:
                    isRenamed = true;
                    break;
            }
        }
    }

    /// <summary>The server takes most of them; who comes after it may not see the same field.</summary>
    public static BadHttpRequestException OddName() => new("A field's name has characters that names may not have.");

    /// <summary>Of digits alone, as many as there may be: signs are what the server takes beside them.</summary>
    private static long ParseLength(ReadOnlySpan<byte> value)
    {
        var length = 0L;
        foreach (var digit in value)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                throw new BadHttpRequestException("Its Content-Length is not a number of digits alone.");
            }

            length = unchecked((length * 10) + digit - '0');
        }

        return length;
    }

    private static int CountChunked(ReadOnlySpan<byte> codings, ref bool isLast)
    {
        var count = 0;
        var isUnclosed = false;
        while (!codings.IsEmpty)
        {
            var length = ListMembers.FirstLength(codings, ref isUnclosed);
            var coding = codings[..length].Trim(" \t"u8);
            if (!coding.IsEmpty)
            {
                isLast = Ascii.EqualsIgnoreCase(coding, "chunked"u8);
                count += isLast ? 1 : 0;
            }

            codings = codings[Math.Min(length + 1, codings.Length)..];
        }

        return count;
    }
}
