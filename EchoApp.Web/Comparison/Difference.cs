using System.Text.Json.Serialization;

namespace EchoApp.Web.Comparison;

/// <summary>How something of the right request differs from that of the left.</summary>
internal enum Difference
{
    [JsonStringEnumMemberName("same")]
    Same,

    /// <summary>Both have it, with other values.</summary>
    [JsonStringEnumMemberName("changed")]
    Changed,

    /// <summary>The left alone has it.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed,

    /// <summary>The right alone has it.</summary>
    [JsonStringEnumMemberName("added")]
    Added,
}
