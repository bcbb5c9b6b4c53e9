using System.Text;
using System.Text.Json;
using Aspire.Hosting;

namespace EchoApp.Publishing.Images.Registry;

/// <summary>
/// Finds the credentials that the SDK will push with, in its order: its environment variables, then what <c>docker login</c> has kept, in a
/// credential helper or in the file itself.
/// </summary>
internal sealed class RegistryCredentials(Func<string, string?> variable)
{
    private static readonly string[] _prefixes = ["DOTNET_CONTAINER_PUSH_REGISTRY", "DOTNET_CONTAINER_REGISTRY", "SDK_CONTAINER_REGISTRY"];

    private string ConfigurationFile => Path.Combine(variable("DOCKER_CONFIG") is { Length: > 0 } directory ? directory : Path.Combine(Home, ".docker"), "config.json");

    private string Home => variable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <returns>Null where there are none.</returns>
    /// <exception cref="DistributedApplicationException">The file of <c>docker login</c> cannot be read.</exception>
    public async Task<RegistryCredential?> FindAsync(string registry, CancellationToken cancellationToken)
    {
        foreach (var prefix in _prefixes)
        {
            if (variable($"{prefix}_UNAME") is { Length: > 0 } user && variable($"{prefix}_PWORD") is { Length: > 0 } secret)
            {
                return new RegistryCredential(user, secret, $"{prefix}_UNAME and {prefix}_PWORD");
            }
        }

        try
        {
            return File.Exists(ConfigurationFile) ? await ReadAsync(KeyOf(registry), cancellationToken) : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or FormatException or InvalidOperationException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException($"The credentials in {ConfigurationFile} cannot be read: {exception.Message} `docker login {registry}` writes them.", exception);
        }
    }

    // Under which docker login keeps those of Docker Hub.
    private static string KeyOf(string registry) => registry == "docker.io" ? "https://index.docker.io/v1/" : registry;

    private async Task<RegistryCredential?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(ConfigurationFile, cancellationToken));
        var helper = Member(Member(file.RootElement, "credHelpers"), key) ?? Member(file.RootElement, "credsStore");
        if (helper?.GetString() is { Length: > 0 } name)
        {
            return await CredentialHelper.AskAsync(name, key, cancellationToken);
        }

        var entry = Member(Member(file.RootElement, "auths"), key);
        if (Member(entry, "identitytoken")?.GetString() is { Length: > 0 } token)
        {
            return new RegistryCredential("<token>", token, ConfigurationFile);
        }

        return Member(entry, "auth")?.GetString() is { Length: > 0 } auth && Encoding.UTF8.GetString(Convert.FromBase64String(auth)).Split(':', 2) is [var user, var secret]
            ? new RegistryCredential(user, secret, ConfigurationFile)
            : null;
    }

    private static JsonElement? Member(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var member) ? member : null;
}
