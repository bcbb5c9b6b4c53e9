namespace EchoApp.Web.Reading;

/// <summary>Something that a field's value says.</summary>
/// <param name="Name">What it is said of.</param>
/// <param name="Text">What is said; of a fault a sentence without its full stop.</param>
internal sealed record Meaning(string Name, string Text)
{
    public MeaningKind Kind { get; init; }

    /// <summary>What the text is, as its specification calls it; null where the name says it.</summary>
    public string? Type { get; init; }

    /// <summary>The text as a time, in UTC; null where it is none.</summary>
    public DateTime? Time { get; init; }

    public static Meaning Fault(string name, string reason) => new(name, reason) { Kind = MeaningKind.Fault };
}
