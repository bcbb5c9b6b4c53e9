namespace EchoApp.Web.Queries;

/// <summary>What a text has to be: bytes of UTF-8, those of A to Z and a to z being the same but for a regular expression.</summary>
/// <param name="Match">How it is compared.</param>
/// <param name="Text">With what; empty where it is only to be there.</param>
/// <param name="Pattern">Of <see cref="TextMatch.Matches"/>.</param>
internal sealed record TextTest(TextMatch Match, FoldedText Text, TextPattern? Pattern = null)
{
    public static TextTest Any { get; } = new(TextMatch.Contains, FoldedText.Empty);

    public bool Holds(ReadOnlySpan<byte> value) => Match switch
    {
        TextMatch.Contains => Text.IsIn(value),
        TextMatch.Is => Text.Is(value),
        _ => Pattern!.IsIn(value),
    };
}
