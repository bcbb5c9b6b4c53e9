using System.Text.Json;
using System.Text.Json.Serialization;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace EchoApp.Hosting.Projects;

/// <summary>The launch profile that a project runs with.</summary>
internal sealed partial record LaunchProfileSelection(string Name, LaunchProfile Profile)
{
    /// <summary>The named profile; else one named as the AppHost's own; else the first that starts the project; null where there is none.</summary>
    /// <exception cref="DistributedApplicationException">The project has no profile of the name, or its launch settings cannot be read.</exception>
    public static LaunchProfileSelection? Select(IProjectMetadata project, ProjectResourceOptions options, IConfiguration configuration)
    {
        if (options.ExcludeLaunchProfile)
        {
            return null;
        }

        var profiles = (project.LaunchSettings ?? Read(Path.GetDirectoryName(project.ProjectPath)!)).Profiles;
        if (options.LaunchProfileName is { Length: > 0 } name)
        {
            return profiles.TryGetValue(name, out var named) ? new(name, named) : throw new DistributedApplicationException(
                $"The project {project.ProjectPath} has no launch profile '{name}'. "
                + (profiles.Count == 0 ? "It has none." : $"It has {string.Join(", ", profiles.Keys.Select(key => $"'{key}'"))}."));
        }

        var own = configuration["AppHost:DefaultLaunchProfileName"] ?? configuration["DOTNET_LAUNCH_PROFILE"];
        if (own is not null && profiles.TryGetValue(own, out var same))
        {
            return new(own, same);
        }

        return profiles.Where(profile => profile.Value.CommandName == "Project")
            .Select(profile => new LaunchProfileSelection(profile.Key, profile.Value)).FirstOrDefault();
    }

    /// <summary>The launch settings of the project in this directory; empty ones if it has none.</summary>
    /// <exception cref="DistributedApplicationException">They cannot be read.</exception>
    public static LaunchSettings Read(string directory)
    {
        var path = Path.Combine(directory, "Properties", "launchSettings.json");
        try
        {
            using var file = File.OpenRead(path);
            return JsonSerializer.Deserialize(file, LaunchSettingsJson.Default.LaunchSettings) ?? new LaunchSettings();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new LaunchSettings();
        }
        catch (JsonException exception)
        {
            throw new DistributedApplicationException($"The launch settings {path} are not valid: {exception.Message}", exception);
        }
    }

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
    [JsonSerializable(typeof(LaunchSettings))]
    private sealed partial class LaunchSettingsJson : JsonSerializerContext;
}
