using EchoApp.Web.Storage;

namespace EchoApp.Web.Queries;

/// <summary>One thing that a request is or is not.</summary>
internal abstract record Condition : Query;

internal sealed record BinCondition(BinName Bin) : Condition;

internal sealed record IdCondition(Guid Id) : Condition;

internal sealed record PinnedCondition : Condition;

/// <param name="Tag">Null for any.</param>
internal sealed record TagCondition(string? Tag) : Condition;

/// <param name="Field">What is compared.</param>
/// <param name="Least">The smallest that will do.</param>
/// <param name="Most">The largest that will do.</param>
internal sealed record NumberCondition(NumberField Field, long Least, long Most) : Condition
{
    public bool Holds(long value) => value >= Least && value <= Most;
}

/// <summary>Text as bytes of UTF-8, those of A to Z and a to z being the same.</summary>
/// <param name="Place">Where it is looked for.</param>
/// <param name="Match">How.</param>
/// <param name="Text">What; empty where it is only to be there.</param>
/// <param name="Header">The name of the header in <see cref="TextPlace.Header"/>.</param>
internal sealed record TextCondition(TextPlace Place, TextMatch Match, FoldedText Text, FoldedText? Header = null) : Condition
{
    /// <summary>Whether it is on the bytes of the head or the body.</summary>
    public bool IsOfBytes => Place is TextPlace.Header or TextPlace.AnyHeader or TextPlace.Head or TextPlace.Body;

    public bool Holds(ReadOnlySpan<byte> value) => Match == TextMatch.Contains ? Text.IsIn(value) : Text.Is(value);
}

internal enum NumberField
{
    /// <summary>Of the answer.</summary>
    Status,

    /// <summary>Bytes of the body as it came.</summary>
    Size,

    /// <summary>When the head had come, as <see cref="UnixTime"/>.</summary>
    Time,
}

internal enum TextPlace
{
    Method,
    Target,

    /// <summary>The target without its query and authority.</summary>
    Path,

    /// <summary>The value of a header of one name.</summary>
    Header,

    /// <summary>A header line.</summary>
    AnyHeader,

    /// <summary>All that is kept of the head.</summary>
    Head,

    /// <summary>All that is kept of the body.</summary>
    Body,
}

internal enum TextMatch
{
    Contains,
    Is,
}
