using EchoApp.Web.Capture;
using EchoApp.Web.Capture.Redaction;
using EchoApp.Web.Reading.Bodies;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector.Detail.Body;

/// <summary>What is known of a body, for a list of facts.</summary>
internal static class BodyFacts
{
    public static IReadOnlyList<(string Name, string Value)> Of(StoredRequest request, CaptureDetails details, StoredBody body)
    {
        List<(string, string)> facts =
        [
            ("Length", $"{CountText.Of(request.Record.BodyLength)} bytes as received"),
            ("Kept", $"{CountText.Of(request.Body.Length)} bytes, {KeptBody.InWords(details.BodyForm)}{(details.BodyKeyedSha256 is null ? "" : ", with values replaced")}{(body.IsCut ? ": only the beginning" : "")}"),
            ("Type", details.ContentType ?? "not given"),
        ];
        if (body.Codings.Count > 0)
        {
            facts.Add(("Content codings", string.Join(", ", body.Codings)));
        }

        if (body.Decoded is { } decoded)
        {
            facts.Add(("Decoded", $"{CountText.Of(decoded.Length)} bytes{(decoded.Truncated ? $", {CountText.Of(decoded.Kept.Length)} of them to be shown" : "")}"));
        }

        if (details.BodyForm == RedactedForm.Text)
        {
            facts.Add(("Charset", "utf-8, whatever it came in"));
        }
        else if (body.Type.Charset is { } charset)
        {
            facts.Add(("Charset", charset));
        }

        if (details.BodySha256 is { } hash)
        {
            facts.Add(("SHA-256", hash));
        }

        if (details.BodyKeyedSha256 is { } keyed)
        {
            facts.Add(("HMAC-SHA256 of its SHA-256", keyed));
        }

        return facts;
    }
}
