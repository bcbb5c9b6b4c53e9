using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace EchoApp.Publishing.Images.Registry;

/// <summary>How a registry wants to be told who pushes: the WWW-Authenticate header (RFC 9110 section 11.6.1).</summary>
internal static partial class RegistryChallenge
{
    public static AuthenticationHeaderValue? Bearer(HttpResponseMessage answer) => answer.Headers.WwwAuthenticate.FirstOrDefault(each => each.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase));

    /// <summary>Where to get a token to push to a repository (https://distribution.github.io/distribution/spec/auth/token/).</summary>
    public static Uri? TokenAddress(AuthenticationHeaderValue bearer, string repository)
    {
        var parameters = Parameter().Matches(bearer.Parameter ?? "").DistinctBy(match => match.Groups["name"].Value, StringComparer.OrdinalIgnoreCase).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value, StringComparer.OrdinalIgnoreCase);
        var scope = $"scope={Uri.EscapeDataString($"repository:{repository}:pull,push")}";
        var service = parameters.TryGetValue("service", out var name) ? $"service={Uri.EscapeDataString(name)}&" : "";
        return parameters.TryGetValue("realm", out var realm) && Uri.TryCreate($"{realm}{(realm.Contains('?') ? '&' : '?')}{service}{scope}", UriKind.Absolute, out var address) && address.Scheme.StartsWith("http", StringComparison.Ordinal) ? address : null;
    }

    /// <returns>The token in the answer of a token service.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static string? Token(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        return (json.RootElement.TryGetProperty("token", out var token) ? token : json.RootElement.GetProperty("access_token")).GetString();
    }

    [GeneratedRegex("(?<name>[A-Za-z_]+)=\"(?<value>[^\"]*)\"")]
    private static partial Regex Parameter();
}
