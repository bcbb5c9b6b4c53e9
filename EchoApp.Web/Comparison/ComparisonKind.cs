using System.Text.Json.Serialization;

namespace EchoApp.Web.Comparison;

/// <summary>What bodies were compared as.</summary>
internal enum ComparisonKind
{
    /// <summary>Nothing is kept of either.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>Value by value.</summary>
    [JsonStringEnumMemberName("json")]
    Json,

    /// <summary>Line by line.</summary>
    [JsonStringEnumMemberName("text")]
    Text,

    /// <summary>Each byte with that at the same place.</summary>
    [JsonStringEnumMemberName("bytes")]
    Bytes,
}
