using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace EchoApp.Hosting.Parameters;

/// <summary>Generated values that a run keeps for the next one, in the AppHost's user secrets file.</summary>
internal static class PersistedParameter
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    /// <summary>The kept value, or a new one, which is kept.</summary>
    /// <exception cref="DistributedApplicationException">The AppHost has no user secrets, or their file cannot be read or written.</exception>
    public static string GetOrAdd(Assembly? appHost, string name, Func<string> generate)
    {
        var id = appHost?.GetCustomAttribute<UserSecretsIdAttribute>()?.UserSecretsId ?? throw new DistributedApplicationException(
            $"The generated value of parameter '{name}' is to be kept in the AppHost's user secrets, but it has none. Set UserSecretsId in its project file.");
        var path = PathHelper.GetSecretsPathFromSecretsId(id);
        var key = $"Parameters:{name}";
        try
        {
            var secrets = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))?.AsObject() ?? [] : [];
            if (secrets[key]?.GetValue<string>() is { } kept)
            {
                return kept;
            }

            var value = generate();
            secrets[key] = value;
            Write(path, secrets.ToJsonString(_indented));
            return value;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw new DistributedApplicationException($"The user secrets in {path} cannot be used for parameter '{name}': {exception.Message}", exception);
        }
    }

    // A file of its own first: a run that ends half-way must not cost the secrets that are there.
    private static void Write(string path, string json)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var fresh = $"{path}.{Environment.ProcessId}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var writer = new StreamWriter(fresh, options))
        {
            writer.Write(json);
        }

        File.Move(fresh, path, overwrite: true);
    }
}
