namespace EchoApp.Web.Echo.Body;

/// <summary>Reads a body in one pass: counts, hashes, decodes and takes it apart as it streams by, and keeps only its beginning.</summary>
internal sealed class BodyReader(EchoOptions options)
{
    /// <exception cref="BodyTooLongException">The body is longer than is allowed.</exception>
    /// <exception cref="BadHttpRequestException">The body's framing is broken, or the body came too slowly.</exception>
    /// <exception cref="IOException">The client went away.</exception>
    public async Task<EchoBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var notes = new BodyNotes();
        var type = BodyType.Parse(request.ContentType, notes);
        var codings = ContentCodings.Parse(request.Headers.ContentEncoding);
        var obstacle = ContentCodings.Obstacle(codings);
        if (obstacle is not null)
        {
            notes.Add(obstacle);
        }

        using var received = new MeasuredStream(request.Body, options.MaxBodyKept, options.MaxBodyLength);
        var contentType = request.ContentType is { } sent ? HeaderText.Decode(sent) : null;
        if (codings.Count == 0)
        {
            var plain = await ReadContentAsync(received, received, type, notes, cancellationToken);
            return new EchoBody(contentType, plain, codings, null, notes.Text);
        }

        var decoded = obstacle is null ? await DecodeAsync(received, codings, type, notes, cancellationToken) : null;
        await received.DrainAsync(cancellationToken);
        var content = Content(received);
        content.Text = BodyText.Find(content.Kept, Untyped, content.Truncated, notes);
        return new EchoBody(contentType, content, codings, decoded, notes.Text);
    }

    private static BodyType Untyped { get; } = new("", null, null);

    private async Task<BodyContent> DecodeAsync(
        MeasuredStream received, List<string> codings, BodyType type, BodyNotes notes, CancellationToken cancellationToken)
    {
        await using var decoder = ContentCodings.Decode(codings, received, options);
        using var decoded = new MeasuredStream(decoder, options.MaxBodyKept, long.MaxValue);
        return await ReadContentAsync(decoded, received, type, notes, cancellationToken);
    }

    /// <summary>What goes wrong in reading the request itself is thrown; everything else becomes a note.</summary>
    private async Task<BodyContent> ReadContentAsync(
        MeasuredStream stream, MeasuredStream received, BodyType type, BodyNotes notes, CancellationToken cancellationToken)
    {
        using var multipart = type.IsMultipart ? new MultipartContent(type, notes, options.MaxBodyKept) : null;
        try
        {
            await TakeApartAsync(stream, multipart, notes, cancellationToken);
            await stream.DrainAsync(cancellationToken);
        }
        catch (Exception exception) when (received.Failure is null && stream.Failure is not null && IsBadData(exception))
        {
            notes.Add($"Content-Encoding: cannot be decoded: {exception.Message.TrimEnd('.')}.");
        }

        var content = Content(stream);
        content.Text = BodyText.Find(content.Kept, type, content.Truncated, notes);
        content.Form = multipart?.Form;
        content.Files = multipart?.Files;
        BodyForm.Find(content, type, notes);
        if (content.Text is { } text && multipart is null)
        {
            FindJson(content, text, type, notes);
        }

        return content;
    }

    private static async Task TakeApartAsync(
        MeasuredStream stream, MultipartContent? multipart, BodyNotes notes, CancellationToken cancellationToken)
    {
        if (multipart is null)
        {
            return;
        }

        try
        {
            await multipart.ReadAsync(stream, cancellationToken);
        }
        catch (Exception exception) when (stream.Failure is null && IsBadData(exception))
        {
            var reason = exception is InvalidDataException ? exception.Message.TrimEnd('.') : "the closing boundary is missing";
            notes.Add($"Multipart cannot be read to its end: {reason}.");
        }
    }

    private static void FindJson(BodyContent content, ReadOnlyMemory<byte> text, BodyType type, BodyNotes notes)
    {
        if (!content.Truncated)
        {
            content.Json = BodyJson.Find(text, type.IsJson, notes);
        }
        else if (type.IsJson)
        {
            notes.Add("Not shown as JSON: truncated.");
        }
    }

    private static BodyContent Content(MeasuredStream stream) => new()
    {
        Length = stream.Count,
        Sha256 = stream.Sha256,
        Truncated = !stream.IsComplete || stream.Kept.Length < stream.Count,
        Kept = stream.Kept,
    };

    private static bool IsBadData(Exception exception) =>
        exception is InvalidDataException or DecodeLimitException or IOException or InvalidOperationException;
}
