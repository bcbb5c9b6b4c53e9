using System.Text;
using EchoApp.Web.Logging;

namespace EchoApp.Web.Wire.Refusals;

/// <summary>
/// Why a request was refused and which of its lines is at fault, found in its bytes: the server tells programs no more than a status and a
/// sentence in words of its own.
/// </summary>
internal readonly record struct RefusalDiagnosis(RefusalReason Reason, OffendingLine Line)
{
    /// <param name="status">The answer's.</param>
    /// <param name="said">The server's sentence, for what is not recognised.</param>
    /// <param name="wire">What came.</param>
    public static RefusalDiagnosis Of(int status, string said, WireRecorder wire) => status switch
    {
        StatusCodes.Status405MethodNotAllowed => OfForm(RequestLine(wire)),
        StatusCodes.Status408RequestTimeout when wire.IsInBody => new(
            new("The body did not come in time: less than Echo:MinBodyRate over Echo:BodyRateWindow (environment: Echo__MinBodyRate, Echo__BodyRateWindow).", "RFC 9110 section 15.5.9"), default),
        StatusCodes.Status408RequestTimeout => new(new("The head did not come in time.", "RFC 9110 section 15.5.9"), default),
        StatusCodes.Status413PayloadTooLarge => new(new("Its body is too long.", "RFC 9110 section 15.5.14"), default),
        StatusCodes.Status414UriTooLong => new(new("Its request line is too long.", "RFC 9110 section 15.5.15"), OffendingLine.Next(wire)),
        StatusCodes.Status431RequestHeaderFieldsTooLarge => OfFields(said, wire),
        StatusCodes.Status505HttpVersionNotsupported => OfVersion(RequestLine(wire)),
        StatusCodes.Status503ServiceUnavailable => new(new("There was no memory left for its fields.", "RFC 9110 section 15.6.4"), default),
        _ when wire.IsInBody => OfBody(wire),
        _ when wire.HasHead => OfHead(said, wire.Head),
        _ => OfLines(said, wire),
    };

    /// <summary>The server's own sentence without what it quotes, which may be a secret.</summary>
    public static string Shown(string said) => SecretMask.OfRuns(LogText.Escape(said.Contains('\'') ? said[..said.IndexOf('\'')].TrimEnd([' ', ':']) + "." : said));

    private static RefusalDiagnosis OfFields(string said, WireRecorder wire) => said.Contains("many", StringComparison.Ordinal)
        ? new(new("It has too many fields.", "RFC 6585 section 5"), OffendingLine.Next(wire))
        : new(new("Its fields are too long together.", "RFC 6585 section 5"), default);

    private static RefusalDiagnosis OfForm(OffendingLine line) => line.Exists && line.Bytes.AsSpan().IndexOf(" * "u8) >= 0
        ? new(new("The target * is for OPTIONS alone.", "RFC 9112 section 3.2.4"), line)
        : new(new("A target that is neither a path nor a URI is for CONNECT alone.", "RFC 9112 section 3.2.3"), line);

    private static RefusalDiagnosis OfVersion(OffendingLine line) =>
        new(LineFault.Of(line) ?? new("Its version of HTTP is none that is spoken here: 1.0 and 1.1 are.", "RFC 9110 section 15.6.6"), line);

    private static OffendingLine RequestLine(WireRecorder wire) =>
        OffendingLine.LastTaken(wire.Head) is { Exists: true, Kind: LineKind.Request } taken ? taken : OffendingLine.Next(wire);

    private static RefusalDiagnosis OfLines(string said, WireRecorder wire)
    {
        var taken = OffendingLine.LastTaken(wire.Head);
        if (LineFault.Of(taken) is { } ofTaken)
        {
            return new(ofTaken, taken);
        }

        var next = OffendingLine.Next(wire);
        if (LineFault.Of(next) is { } ofNext)
        {
            return new(ofNext, next);
        }

        if (IsSecondLength(wire.Head, taken) || IsSecondLength(wire.Head, next))
        {
            return new(new("It has more than one Content-Length.", "RFC 9112 section 6.3"), taken);
        }

        return next.IsEnded
            ? new(new($"It cannot be read: {Shown(said)}", "RFC 9112 section 3"), taken.Exists ? taken : next)
            : new(new("The request ended in the middle of its head.", "RFC 9112 section 8"), next);
    }

    private static bool IsSecondLength(WireHead head, in OffendingLine line)
    {
        if (!line.Exists || line.Bytes.AsSpan().IndexOf((byte)':') is not (> 0 and var colon) || KnownFieldNames.Find(line.Bytes.AsSpan(0, colon)) != KnownField.ContentLength)
        {
            return false;
        }

        var before = Encoding.Latin1.GetString(head.Kept);
        return before.Contains("\nContent-Length:", StringComparison.OrdinalIgnoreCase);
    }

    private static RefusalDiagnosis OfHead(string said, WireHead head)
    {
        if (head.HasOddName)
        {
            var odd = OffendingLine.Of(head, head.Fields.Find(field => FieldNames.IsOdd(head.Name(field))));
            return new(LineFault.Of(odd) ?? new(Shown(said), "RFC 9110 section 5.1"), odd);
        }

        if (said.Contains("Content-Length", StringComparison.Ordinal) && head.RequestLine.EndsWith("HTTP/1.0"u8))
        {
            return new(new("It is a POST or PUT of HTTP/1.0 without Content-Length.", "RFC 1945 section 7.2.2"), default);
        }

        if (!said.Contains("host", StringComparison.OrdinalIgnoreCase))
        {
            var framing = head.Fields.FindIndex(field => field.Known is KnownField.TransferEncoding);
            framing = framing < 0 ? head.Fields.FindIndex(field => field.Known is KnownField.ContentLength) : framing;
            return new(new(Shown(said), "RFC 9112 section 6.3"), framing < 0 ? default : OffendingLine.Of(head, head.Fields[framing]));
        }

        var hosts = head.Fields.Count(field => field.Known == KnownField.Host);
        var reason = hosts switch
        {
            0 => "It has no Host.",
            > 1 => "It has more than one Host.",
            _ when head.RequestLine.StartsWith("CONNECT "u8) => "Its Host is not the host and port of its target.",
            _ => "Its Host is not a name or an address, with a port or without.",
        };
        return new(
            new(reason, "RFC 9112 section 3.2"),
            hosts == 0 ? default : OffendingLine.Of(head, head.Fields.FindLast(field => field.Known == KnownField.Host)));
    }

    private static RefusalDiagnosis OfBody(WireRecorder wire)
    {
        if (wire.Chunks is null || wire.IsCutShort)
        {
            return new(new("The request ended in the middle of its body.", "RFC 9112 section 8"), default);
        }

        switch (wire.Chunks.Place)
        {
            case ChunkedPlace.Trailers or ChunkedPlace.Ended:
                return OfTrailers(wire);
            case ChunkedPlace.DataEnd:
                return new(new("A chunk is not followed by a line end where its size says that it ends.", "RFC 9112 section 7.1"), default);
            case var _ when wire.Chunks.IsInSizeLine:
                return new(new("A chunk extension has a bare carriage return or line feed in it.", "RFC 9112 section 7.1.1"), default);
            default:
                var line = OffendingLine.ChunkSize(wire.Untaken);
                return new(LineFault.Of(line) ?? new(line.Exists ? "The line of a chunk's size does not end in CRLF." : "A chunk has no size.", "RFC 9112 section 7.1"), line);
        }
    }

    private static RefusalDiagnosis OfTrailers(WireRecorder wire)
    {
        foreach (var line in wire.Chunks?.Trailers is { } trailers ? OffendingLine.AllOf(trailers) : [])
        {
            if (LineFault.Of(line) is { } fault)
            {
                return new(new($"A trailer field cannot be read: {char.ToLowerInvariant(fault.Text[0])}{fault.Text[1..]}", fault.Section), line);
            }
        }

        return new(new("A trailer field cannot be read.", "RFC 9112 section 7.1.2"), default);
    }
}
