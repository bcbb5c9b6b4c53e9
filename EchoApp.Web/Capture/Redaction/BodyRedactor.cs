using System.Text.Unicode;
using EchoApp.Web.Echo.Body;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>Replaces what is secret in a body, in the form in which it can be found, and says in which form the body is to be stored.</summary>
internal sealed class BodyRedactor(JsonRedactor json, ParameterRedactor fields, Fingerprint fingerprint)
{
    private readonly MultipartRedactor _parts = new(fields, json);

    public RedactedBody Redact(EchoBody body, List<Redaction> found)
    {
        var forms = BodyForms.Of(body.ContentType);
        if (body.Decoded is not { } decoded)
        {
            return Redact(body.Received, forms, found);
        }

        var count = found.Count;
        var redacted = Redact(decoded, forms, found);
        if (found.Count == count && !MayHoldMore(body.Received, decoded))
        {
            return Redact(body.Received, forms, found);
        }

        return redacted.Form == RedactedForm.AsReceived ? redacted with { Form = RedactedForm.Decoded } : redacted;
    }

    /// <summary>
    /// Whether there may be secrets in the coded bytes that are not in what is kept of the decoded ones. Where nothing was decoded and the bytes
    /// are text, they were not coded at all.
    /// </summary>
    private static bool MayHoldMore(BodyContent received, BodyContent decoded) =>
        decoded.Truncated && (decoded.Length > 0 || !Utf8.IsValid(received.Kept.Span) || BodyText.IndexOfControl(received.Kept.Span) >= 0);

    /// <summary>Where a charset is not UTF-8, both the bytes and their text are looked at; the text counts where it says something else.</summary>
    private RedactedBody Redact(BodyContent content, BodyForms forms, List<Redaction> found)
    {
        if (BodyTexts.Find(content, forms) is not { } text)
        {
            return new RedactedBody(Redact(content.Kept, forms, content.Truncated, found), RedactedForm.AsReceived);
        }

        List<Redaction> inText = [], inBytes = [];
        var redactedText = Redact(text, forms, content.Truncated, inText);
        var redactedBytes = Redact(content.Kept, forms, content.Truncated, inBytes);
        var isText = inText.Count > 0 && !inText.Select(redaction => redaction.Name).SequenceEqual(inBytes.Select(redaction => redaction.Name));
        found.AddRange(isText ? inText : inBytes);
        return isText ? new RedactedBody(redactedText, RedactedForm.Text) : new RedactedBody(redactedBytes, RedactedForm.AsReceived);
    }

    private ReadOnlyMemory<byte> Redact(ReadOnlyMemory<byte> bytes, BodyForms forms, bool isCut, List<Redaction> found)
    {
        var text = new RedactedText(bytes.Span, fingerprint, found);
        if (forms.MayBeMultipart && _parts.TryRedact(ref text, forms.Boundary, isCut))
        {
            return text.IsChanged ? text.Finish() : bytes;
        }

        // A form type is also sent for JSON (curl -d '{…}'), whose strings may have an ampersand in them.
        var redacted = RedactJson(bytes, isCut, found);
        return forms.MayBeForm ? RedactForm(redacted, isCut, found) : redacted;
    }

    private ReadOnlyMemory<byte> RedactJson(ReadOnlyMemory<byte> bytes, bool isCut, List<Redaction> found)
    {
        var text = new RedactedText(bytes.Span, fingerprint, found);
        json.Redact(ref text, new Piece(0, bytes.Length), isCut);
        return text.IsChanged ? text.Finish() : bytes;
    }

    private ReadOnlyMemory<byte> RedactForm(ReadOnlyMemory<byte> bytes, bool isCut, List<Redaction> found)
    {
        var text = new RedactedText(bytes.Span, fingerprint, found);
        fields.Redact(ref text, new Piece(0, bytes.Length), RedactedPlace.Form, [], isCut);
        return text.IsChanged ? text.Finish() : bytes;
    }
}
