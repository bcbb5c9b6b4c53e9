using EchoApp.Web.Echo.Body.Charsets;

namespace EchoApp.Web.Echo.Body;

/// <summary>Finds text, JSON and a form in what is kept of a body.</summary>
internal static class BodyFinder
{
    public static void Find(BodyContent content, BodyType type, bool isTakenApart, BodyNotes notes)
    {
        var charset = CharsetFinder.Find(type.Charset, notes);
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
