using System.Text;
using EchoApp.Web.Capture;
using EchoApp.Web.Capture.Redaction;
using EchoApp.Web.Echo;
using EchoApp.Web.Echo.Body;
using EchoApp.Web.Echo.Body.Codings;
using EchoApp.Web.Memory;
using EchoApp.Web.Storage;
using Microsoft.Net.Http.Headers;

namespace EchoApp.Web.Reading.Bodies;

/// <summary>Reads stored bodies as the echo reads them when they come, by the type and the codings of their own heads.</summary>
internal sealed class StoredBodyReader(RequestMemory memory, EchoOptions options)
{
    private static readonly BodyType _untyped = new("", null, null);

    /// <summary>What is stored was short enough once; and how much is kept of what comes now says nothing of it.</summary>
    private readonly BodyReader _reader = new(new EchoOptions
    {
        MaxBodyKept = Math.Max(options.MaxBodyKept, EchoOptions.LeastKept),
        MaxBodyLength = long.MaxValue,
        MaxDecodedLength = options.MaxDecodedLength,
        MaxDecodedRatio = options.MaxDecodedRatio,
    });

    public async Task<StoredBody> ReadAsync(StoredRequest request, CaptureDetails details, CancellationToken cancellationToken)
    {
        var context = new DefaultHttpContext();
        SetHead(context.Request.Headers, request.Head.Span, details.BodyForm);
        var isCut = KeptBody.IsCut(request, details);
        var isCoded = ContentCodings.Parse(context.Request.Headers.ContentEncoding).Count > 0;
        context.Request.Body = new KeptStream(request.Body, isCut && !isCoded ? $"Only the first {request.Body.Length} bytes are kept." : null);
        var hold = new RequestHold(memory);
        try
        {
            var body = await _reader.ReadAsync(context.Request, hold, cancellationToken);
            var isStillCoded = isCoded && body.Decoded is not { Kept.IsEmpty: false };
            return new StoredBody(request.Body, body, isStillCoded ? _untyped : BodyType.Parse(context.Request.ContentType, new BodyNotes()), isCut, hold);
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    /// <summary>The fields that say how to read the body in the form in which it is kept.</summary>
    private static void SetHead(IHeaderDictionary headers, ReadOnlySpan<byte> head, RedactedForm form)
    {
        foreach (var field in new HeadFields(head))
        {
            var name = Encoding.Latin1.GetString(field.Name);
            var isType = name.Equals(HeaderNames.ContentType, StringComparison.OrdinalIgnoreCase);
            var isCoding = name.Equals(HeaderNames.ContentEncoding, StringComparison.OrdinalIgnoreCase);
            if (isType || (isCoding && form == RedactedForm.AsReceived))
            {
                var value = Encoding.Latin1.GetString(field.Value);
                headers.Append(name, isType ? KeptBody.TypeOf(value, form) : value);
            }
        }
    }
}
