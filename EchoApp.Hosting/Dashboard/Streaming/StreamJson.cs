using System.Text.Encodings.Web;
using System.Text.Json;

namespace EchoApp.Hosting.Dashboard.Streaming;

internal static class StreamJson
{
    /// <summary>Without the escapes that only HTML needs; a stream is none, and says so.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
}
