using EchoApp.Web.Capture;
using EchoApp.Web.Capture.Redaction;
using EchoApp.Web.Echo.Body;
using EchoApp.Web.Storage;
using Microsoft.Net.Http.Headers;

namespace EchoApp.Web.Reading.Bodies;

/// <summary>What is kept of a body, beside what came.</summary>
internal static class KeptBody
{
    /// <summary>
    /// Whether less is kept than came. What was replaced may have been longer than what stands in its place; where it is not known how long all of it was,
    /// nor in another form than that in which it came, nothing can be told.
    /// </summary>
    public static bool IsCut(StoredRequest request, CaptureDetails details)
    {
        if (details.BodyForm != RedactedForm.AsReceived || details.RedactionCount > (details.Redactions?.Count ?? 0))
        {
            return false;
        }

        var replaced = details.Redactions?.Where(redaction => redaction.Place is RedactedPlace.Json or RedactedPlace.Form).Sum(redaction => redaction.Length) ?? 0;
        return request.Body.Length + replaced < request.Record.BodyLength;
    }

    /// <summary>The type of what is kept: text that was replaced in is in UTF-8, whatever it came in.</summary>
    public static string TypeOf(string contentType, RedactedForm form)
    {
        if (form != RedactedForm.Text || BodyType.Parse(contentType, new BodyNotes()).MediaType is "" || !MediaTypeHeaderValue.TryParse(contentType, out var type))
        {
            return contentType;
        }

        type.Charset = "utf-8";
        return type.ToString();
    }

    /// <summary>The form in words.</summary>
    public static string InWords(RedactedForm form) => form switch
    {
        RedactedForm.Decoded => "without its content codings",
        RedactedForm.Text => "as text in UTF-8",
        _ => "in the form in which it came",
    };
}
