using EchoApp.Web.Echo.Body.Codings;
using EchoApp.Web.Echo.Body.Multipart;
using EchoApp.Web.Memory;
using Microsoft.Net.Http.Headers;

namespace EchoApp.Web.Echo.Body;

/// <summary>Reads a body in one pass: counts, hashes, decodes and takes it apart as it streams by, and keeps only its beginning.</summary>
internal sealed class BodyReader(EchoOptions options)
{
    /// <summary>Bytes of decoded content that are shown for each byte received, so that a short request has no huge answer.</summary>
    public const int ShownRatio = 32;

    /// <summary>Bytes of decoded content that are shown however few were received.</summary>
    public const int ShownAlways = 64 * 1024;

    private static readonly BodyType _untyped = new("", null, null);

    /// <param name="request">The request.</param>
    /// <param name="hold">What the body is held in: it stands until this ends.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="BodyTooLongException">The body is longer than is allowed.</exception>
    /// <exception cref="BadHttpRequestException">The body's framing is broken, or the body came too slowly.</exception>
    /// <exception cref="IOException">The client went away.</exception>
    public async Task<EchoBody> ReadAsync(HttpRequest request, RequestHold hold, CancellationToken cancellationToken)
    {
        var notes = new BodyNotes();
        var type = BodyType.Parse(request.ContentType, notes);
        var codings = ContentCodings.Parse(request.Headers.ContentEncoding);
        var obstacle = ContentCodings.Obstacle(codings);
        if (obstacle is not null)
        {
            notes.Add(obstacle);
        }

        using var received = new MeasuredStream(request.Body, hold, options.MaxBodyKept, options.MaxBodyLength);
        var types = request.Headers.ContentType;
        var contentType = types.Count == 0 ? null : HeaderText.Decode(types.Count == 1 ? types[0] ?? "" : HeaderText.Join(HeaderNames.ContentType, types));
        if (codings.Count == 0)
        {
            var plain = await ReadContentAsync(received, received, type, hold, notes, cancellationToken);
            return new EchoBody(contentType, plain, codings, null, notes.Text);
        }

        var decoded = obstacle is null ? await DecodeAsync(received, codings, type, hold, notes, cancellationToken) : null;
        await received.DrainAsync(cancellationToken);
        return new EchoBody(contentType, Content(received, long.MaxValue, null, _untyped, hold, notes), codings, decoded, notes.Text);
    }

    private async Task<BodyContent> DecodeAsync(
        MeasuredStream received, List<string> codings, BodyType type, RequestHold hold, BodyNotes notes, CancellationToken cancellationToken)
    {
        await using var decoder = ContentCodings.Decode(codings, received, options, hold, notes);
        using var decoded = new MeasuredStream(decoder, hold, options.MaxBodyKept, long.MaxValue);
        return await ReadContentAsync(decoded, received, type, hold, notes, cancellationToken);
    }

    /// <summary>What goes wrong in reading the request itself is thrown; everything else becomes a note.</summary>
    private async Task<BodyContent> ReadContentAsync(
        MeasuredStream stream, MeasuredStream received, BodyType type, RequestHold hold, BodyNotes notes, CancellationToken cancellationToken)
    {
        using var multipart = type.IsMultipart ? new MultipartBody(type, hold, notes, options.MaxBodyKept) : null;
        try
        {
            if (multipart is not null)
            {
                await multipart.ReadAsync(stream, cancellationToken);
            }

            await stream.DrainAsync(cancellationToken);
        }
        catch (UndecodableException exception)
        {
            notes.Add(exception.Reason);
        }

        if (stream == received)
        {
            return Content(stream, long.MaxValue, multipart, type, hold, notes);
        }

        await received.DrainAsync(cancellationToken);
        return Content(stream, Math.Max(ShownAlways, ShownRatio * received.Count), multipart, type, hold, notes);
    }

    private static BodyContent Content(MeasuredStream stream, long allowance, MultipartBody? multipart, BodyType type, RequestHold hold, BodyNotes notes)
    {
        var kept = stream.Kept;
        if (stream.IsShort)
        {
            notes.Add($"Only the first {kept.Length} bytes are kept: memory is short ({EchoOptions.Section}:{nameof(EchoOptions.MemoryBudget)}).");
        }

        if (kept.Length > allowance)
        {
            kept = kept[..(int)allowance];
            notes.Add($"Of what was decoded only {allowance} bytes are shown: {ShownRatio} for each byte received, and {ShownAlways} in any case.");
        }

        var content = new BodyContent
        {
            Length = stream.Count,
            Sha256 = stream.Sha256,
            Truncated = !stream.IsComplete || kept.Length < stream.Count,
            Kept = kept,
        };
        BodyFinder.Find(content, type, multipart is not null, hold, notes);
        multipart?.Finish(allowance);
        content.Form ??= multipart?.Form;
        content.Parts = multipart?.Parts;
        return content;
    }
}
