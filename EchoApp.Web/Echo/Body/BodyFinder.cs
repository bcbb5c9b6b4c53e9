using EchoApp.Web.Echo.Body.Charsets;
using EchoApp.Web.Memory;

namespace EchoApp.Web.Echo.Body;

/// <summary>Finds text, JSON and a form in what is kept of a body.</summary>
internal static class BodyFinder
{
    private const int Uncounted = 4096;

    /// <summary>Two bytes for each byte as UTF-16, and up to three as UTF-8.</summary>
    private const int TranscodedCost = 5;

    /// <summary>Strings of UTF-16, decoded and not.</summary>
    private const int FormCost = 4;

    public static void Find(BodyContent content, BodyType type, bool isTakenApart, RequestHold hold, BodyNotes notes)
    {
        var charset = CharsetFinder.Find(type.Charset, notes);
        if (!hold.TryTake(Cost(content.Kept.Length, charset, type)))
        {
            notes.Add($"Not shown as text, JSON or form: memory is short ({EchoOptions.Section}:{nameof(EchoOptions.MemoryBudget)}).");
            return;
        }

        if (charset is not null)
        {
            var text = BodyText.Find(content.Kept, charset, type.IsText, content.Truncated, notes);
            content.Text = BodyText.ForReaders(text, charset, type.IsText && !type.IsJson && !type.IsForm, notes);
            if (text is { } utf8 && !isTakenApart)
            {
                FindJson(content, utf8, type, charset == Charset.Utf8 ? "" : " of its UTF-8 form", notes);
            }

            if (type.IsForm)
            {
                content.Form = BodyForm.Find(content, text, charset, notes);
            }
        }
        else if (type.IsForm)
        {
            content.Form = BodyForm.Find(content, null, Charset.Utf8, notes);
        }
    }

    /// <summary>Bytes that text and form take beside what is kept; what is small is not counted.</summary>
    private static long Cost(int length, Charset? charset, BodyType type) =>
        length <= Uncounted ? 0 : ((charset is null || charset == Charset.Utf8 ? 0L : TranscodedCost) + (type.IsForm ? FormCost : 0)) * length;

    private static void FindJson(BodyContent content, ReadOnlyMemory<byte> text, BodyType type, string place, BodyNotes notes)
    {
        if (!content.Truncated)
        {
            content.Json = BodyJson.Find(text, type.IsJson, place, notes);
        }
        else if (type.IsJson)
        {
            notes.Add("Not shown as JSON: truncated.");
        }
    }
}
