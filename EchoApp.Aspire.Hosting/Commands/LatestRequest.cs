using System.Text.Json;

namespace EchoApp.Hosting.Commands;

/// <summary>What the API tells of a request, as far as it takes to send it again.</summary>
/// <param name="Method">As sent.</param>
/// <param name="Target">As it stood in the request line.</param>
/// <param name="Headers">Names and values, in the order in which they came.</param>
/// <param name="Body">What of it is kept.</param>
/// <param name="BodyLength">How many bytes it had.</param>
/// <param name="IsRedacted">Whether a secret in it was replaced.</param>
internal sealed record LatestRequest(string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body, long BodyLength, bool IsRedacted)
{
    public static LatestRequest Read(JsonElement request, byte[] body) => new(
        request.GetProperty("method").GetString()!,
        request.GetProperty("target").GetString()!,
        [.. request.GetProperty("headers").EnumerateArray().Select(line => KeyValuePair.Create(line[0].GetString()!, line[1].GetString()!))],
        body,
        request.GetProperty("bodyLength").GetInt64(),
        request.GetProperty("redacted").GetBoolean());
}
