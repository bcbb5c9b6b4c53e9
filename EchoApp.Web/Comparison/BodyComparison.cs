using System.Text.Json.Serialization;
using EchoApp.Web.Capture.Redaction;

namespace EchoApp.Web.Comparison;

/// <summary>Two bodies.</summary>
internal sealed record BodyComparison
{
    /// <summary>Whether nothing of them differs.</summary>
    public bool Same { get; init; }

    /// <summary>Bytes as they came.</summary>
    public required Compared<long> Length { get; init; }

    /// <summary>Whether the hashes of all that came are equal; null where that cannot be told: one is keyed, or there is none.</summary>
    public required bool? SameHash { get; init; }

    /// <summary>In which form each is kept.</summary>
    public required Compared<RedactedForm> Form { get; init; }

    public ComparisonKind Kind { get; init; }

    /// <summary>What there is to know of how they were compared, in sentences.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What differs in JSON.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<JsonChange>? Json { get; init; }

    /// <summary>Lines that differ, and some around them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<TextLine>? Text { get; init; }

    /// <summary>Where bytes differ.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ByteRange>? Bytes { get; init; }

    /// <summary>Differences that are not listed, as there are too many.</summary>
    public int More { get; init; }
}
