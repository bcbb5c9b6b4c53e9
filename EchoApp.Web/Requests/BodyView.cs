using EchoApp.Web.Capture;
using EchoApp.Web.Capture.Redaction;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Requests;

/// <param name="Length">Bytes of the whole body as it came.</param>
/// <param name="Kept">Bytes that are kept of it, in the form that it is kept in.</param>
/// <param name="Form">As it was received; decoded, or as text, where what was received had a secret in it.</param>
/// <param name="Sha256">SHA-256 of the whole body as it came, in lower-case hexadecimal; null where something of it was replaced.</param>
/// <param name="KeyedSha256">Where something was replaced, HMAC-SHA256 of that SHA-256.</param>
/// <param name="Milliseconds">How long it took to come after the head; null without one, and where that was not kept.</param>
/// <param name="Error">What is wrong with it, in sentences.</param>
internal sealed record BodyView(long Length, int Kept, RedactedForm Form, string? Sha256, string? KeyedSha256, double? Milliseconds, string? Error)
{
    public static BodyView Of(RequestRecord record, CaptureDetails details) =>
        new(record.BodyLength, record.BodyKept, details.BodyForm, details.BodySha256, details.BodyKeyedSha256, details.BodyMilliseconds, details.BodyError);
}
