using System.Text.Encodings.Web;
using System.Text.Json;

namespace EchoApp.Web.Api;

/// <summary>How <see cref="JsonAnswer{T}"/> is written: every script, quotes and angle brackets readable. It is never part of a page.</summary>
internal static class JsonAnswers
{
    public static ApiJson Json { get; } = new(new JsonSerializerOptions(ApiJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
