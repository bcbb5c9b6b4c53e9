namespace EchoApp.Web.Inspector.Detail.Body;

/// <summary>The beginning of a text.</summary>
/// <param name="Text">As much as is shown.</param>
/// <param name="LeftOut">Characters (UTF-16) that are not.</param>
internal readonly record struct Excerpt(string Text, int LeftOut)
{
    public static Excerpt Of(string text, int most)
    {
        if (text.Length <= most)
        {
            return new(text, 0);
        }

        var length = most > 0 && char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return new(text[..length], text.Length - length);
    }
}
