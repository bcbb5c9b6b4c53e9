using System.Text.Json;
using EchoApp.Web.Storage;
using Json.Pointer;

namespace EchoApp.Web.Queries;

/// <summary>One thing that a request is or is not.</summary>
internal abstract record Condition : Query
{
    /// <summary>Whether it is on the bytes of the head or the body.</summary>
    public virtual bool IsOfBytes => false;

    /// <summary>Whether it is on what a body means, which has to be taken apart for it.</summary>
    public virtual bool IsOfContent => false;

    /// <summary>Whether it is a regular expression, which may take long.</summary>
    public virtual bool IsPattern => false;
}

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

/// <summary>Text as it came.</summary>
/// <param name="Place">Where it is looked at.</param>
/// <param name="Test">What it has to be.</param>
/// <param name="Header">The name of the header in <see cref="TextPlace.Header"/>.</param>
internal sealed record TextCondition(TextPlace Place, TextTest Test, FoldedText? Header = null) : Condition
{
    public override bool IsOfBytes => Place is TextPlace.Header or TextPlace.AnyHeader or TextPlace.Head or TextPlace.Body;

    public override bool IsPattern => Test.Match == TextMatch.Matches;

    public bool Holds(ReadOnlySpan<byte> value) => Test.Holds(value);
}

/// <summary>A parameter of the query of the target, or a field of a form: one of those with that name.</summary>
/// <param name="Place">Where it is.</param>
/// <param name="Name">Its name, decoded, in the case in which it came.</param>
/// <param name="Test">What its value, decoded, has to be.</param>
internal sealed record FieldCondition(FieldPlace Place, string Name, ValueTest Test) : Condition
{
    public override bool IsOfBytes => Place == FieldPlace.Form;

    public override bool IsOfContent => Place == FieldPlace.Form;

    public override bool IsPattern => Test.IsPattern;

    public bool Holds(IEnumerable<string> values) => values.Any(Test.Holds);
}

/// <summary>A value within a body that is JSON.</summary>
/// <param name="Pointer">Where it is (RFC 6901).</param>
/// <param name="Test">What it has to be.</param>
internal sealed record JsonCondition(JsonPointer Pointer, ValueTest Test) : Condition
{
    public override bool IsOfBytes => true;

    public override bool IsOfContent => true;

    public override bool IsPattern => Test.IsPattern;

    public bool Holds(JsonElement? body) => body is { } json && JsonMember.Find(json, Pointer) is { } value && Test.Holds(value);
}

internal enum FieldPlace
{
    Query,
    Form,
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
