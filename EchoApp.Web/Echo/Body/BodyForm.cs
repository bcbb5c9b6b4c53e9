namespace EchoApp.Web.Echo.Body;

internal static class BodyForm
{
    /// <summary>Takes a urlencoded body apart; of a truncated one only the pairs that are whole.</summary>
    public static void Find(BodyContent content, BodyType type, BodyNotes notes)
    {
        if (!type.IsForm || content.Text is not { } text)
        {
            return;
        }

        var pairs = content.Truncated ? text[..Math.Max(0, text.Span.LastIndexOf((byte)'&'))] : text;
        content.Form = UrlEncoded.Parse(pairs.Span, out var cut);
        if (cut)
        {
            notes.Add($"Only the first {NamedValues.MaxCount} form fields are shown.");
        }
    }
}
