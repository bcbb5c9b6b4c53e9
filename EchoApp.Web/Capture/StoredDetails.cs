using System.Text.Encodings.Web;
using System.Text.Json;

namespace EchoApp.Web.Capture;

/// <summary>The stored form of <see cref="CaptureDetails"/>: a JSON object in UTF-8.</summary>
internal static class StoredDetails
{
    private static readonly CaptureJson _json = new(new JsonSerializerOptions(CaptureJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static byte[] Write(CaptureDetails details) => JsonSerializer.SerializeToUtf8Bytes(details, _json.CaptureDetails);

    /// <exception cref="JsonException">It is none.</exception>
    public static CaptureDetails Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, _json.CaptureDetails) ?? throw new JsonException("The details of a stored request are null.");
}
