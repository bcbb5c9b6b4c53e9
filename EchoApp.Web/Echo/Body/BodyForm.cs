using EchoApp.Web.Echo.Body.Charsets;

namespace EchoApp.Web.Echo.Body;

/// <summary>
/// Takes a urlencoded body apart: its bytes, which need be no text, are decoded in the body's charset once they are taken out of
/// their percent signs. U+FFFD stands for what is not valid in it.
/// </summary>
internal static class BodyForm
{
    /// <summary>The fields of a form; of a truncated one only those that are whole.</summary>
    /// <param name="content">What is kept of it.</param>
    /// <param name="text">The same as UTF-8, null when it is not valid.</param>
    /// <param name="charset">What it is in.</param>
    /// <param name="notes">What is wrong with it.</param>
    public static NamedValues? Find(BodyContent content, ReadOnlyMemory<byte>? text, Charset charset, BodyNotes notes)
    {
        if (!charset.IsLikeAscii && text is null)
        {
            return null;
        }

        var whole = charset.IsLikeAscii ? content.Kept.Span : text.GetValueOrDefault().Span;
        var control = BodyText.IndexOfControl(whole);
        if (control >= 0)
        {
            notes.Add($"Not shown as a form: control byte {whole[control]:x2} at byte {control}, counted from 0.");
            return null;
        }

        var pairs = content.Truncated ? whole[..Math.Max(0, whole.LastIndexOf((byte)'&'))] : whole;
        var form = UrlEncoded.Parse(pairs, charset.IsLikeAscii ? charset : Charset.Utf8, out var cut, out var invalidAt);
        if (cut)
        {
            notes.Add($"Only the first {NamedValues.MaxCount} form fields are shown.");
        }

        if (invalidAt >= 0)
        {
            notes.Add($"A form field is not valid {charset.Name}, the first one that which begins at byte {invalidAt}, counted from 0; U+FFFD stands for what is not.");
        }

        return form;
    }
}
