using System.Text.Json.Serialization;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>What a value that was replaced was a value of.</summary>
internal enum RedactedPlace
{
    [JsonStringEnumMemberName("header")]
    Header,

    [JsonStringEnumMemberName("trailer")]
    Trailer,

    [JsonStringEnumMemberName("query")]
    Query,

    [JsonStringEnumMemberName("json")]
    Json,

    [JsonStringEnumMemberName("form")]
    Form,
}
