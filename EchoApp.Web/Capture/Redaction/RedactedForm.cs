using System.Text.Json.Serialization;

namespace EchoApp.Web.Capture.Redaction;

/// <summary>In which form a body is stored.</summary>
internal enum RedactedForm
{
    [JsonStringEnumMemberName("received")]
    AsReceived,

    /// <summary>Without its content codings, since the coded bytes hold the secret.</summary>
    [JsonStringEnumMemberName("decoded")]
    Decoded,

    /// <summary>As text in UTF-8, whatever charset it came in.</summary>
    [JsonStringEnumMemberName("text")]
    Text,
}
