using System.Text.Json;

namespace EchoApp.Publishing.Images.Registry;

/// <summary>A registry's own words (OCI distribution specification, "Error codes").</summary>
internal static class RegistryErrors
{
    /// <returns>Null where the answer holds none.</returns>
    public static string? Parse(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var messages = json.RootElement.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("message").GetString()).OfType<string>().ToArray();
            return messages.Length == 0 ? null : string.Join("; ", messages);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
