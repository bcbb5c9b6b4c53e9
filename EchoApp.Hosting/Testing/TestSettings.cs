using System.Reflection;
using System.Security.Cryptography;
using Aspire.Hosting;
using EchoApp.Hosting.Builder;
using EchoApp.Hosting.CommandLine;
using EchoApp.Hosting.Projects;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace EchoApp.Hosting.Testing;

/// <summary>What a test wants its AppHost to be created with.</summary>
/// <param name="EntryPoint">Where the AppHost's own process would begin.</param>
/// <param name="Args">The command line.</param>
/// <param name="Configure">The test's own changes.</param>
internal sealed record TestSettings(
    MethodInfo EntryPoint, string[] Args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> Configure)
{
    private const int SuffixBytes = 4;

    // A .NET host reads DOTNET_ENVIRONMENT and the like without their prefix.
    private static readonly string[] _prefixes = ["", "DOTNET_", "ASPNETCORE_"];

    /// <summary>The name of the AppHost's assembly.</summary>
    public string Name => EntryPoint.Module.Assembly.GetName().Name ?? "";

    /// <summary>As Aspire's test host: its own keys below all other configuration, the test's changes, the AppHost's launch profile where these are silent.</summary>
    public void Apply(DistributedApplicationOptions options, HostApplicationBuilderSettings host)
    {
        options.Args = host.Args = Union(options.Args ?? [], Args);
        options.AssemblyName ??= Name;
        var project = AppHostProject.Find(options);
        host.ApplicationName = options.AssemblyName;
        host.ContentRootPath = project.Directory;
        host.Configuration ??= new ConfigurationManager();
        host.Configuration.AddInMemoryCollection(Defaults());
        Configure(options, host);
        options.Args = Union(host.Args ?? [], options.Args ?? []);
        options.Args = [.. FromLaunchProfile(project, options.Args, host.Configuration ?? new ConfigurationManager()), .. options.Args];
    }

    private static Dictionary<string, string?> Defaults() => new()
    {
        ["DcpPublisher:RandomizePorts"] = "true",
        ["DcpPublisher:WaitForResourceCleanup"] = "true",
        ["DcpPublisher:DeleteResourcesOnShutdown"] = "true",
        ["DcpPublisher:ResourceNameSuffix"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SuffixBytes)),
    };

    private static string[] Union(string[] one, string[] other) => other.All(one.Contains) ? one : [.. one, .. other];

    // On the command line rather than below, because the environment of the tests must not decide how the AppHost runs.
    private static IEnumerable<string> FromLaunchProfile(AppHostProject project, string[] args, ConfigurationManager given)
    {
        var asked = new ConfigurationBuilder().AddConfiguration(given).AddCommandLine([.. AppHostArguments.Parse(args).Configuration]).Build();
        var profiles = LaunchProfileSelection.Read(project.Directory).Profiles;
        var name = asked["DOTNET_LAUNCH_PROFILE"] is { Length: > 0 } own ? own : profiles.Keys.FirstOrDefault();
        if (name is null)
        {
            return [];
        }

        if (!profiles.TryGetValue(name, out var profile))
        {
            throw new DistributedApplicationException(
                $"The AppHost has no launch profile '{name}'. It has {string.Join(", ", profiles.Keys.Select(key => $"'{key}'"))}.");
        }

        return profile.EnvironmentVariables.Prepend(KeyValuePair.Create("DOTNET_LAUNCH_PROFILE", name)).SelectMany(Keys)
            .Where(variable => asked[variable.Key] is null)
            .Select(variable => $"--{variable.Key}={variable.Value}");
    }

    private static IEnumerable<KeyValuePair<string, string>> Keys(KeyValuePair<string, string> variable) =>
        _prefixes.Where(prefix => variable.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(prefix => KeyValuePair.Create(variable.Key[prefix.Length..].Replace("__", ":", StringComparison.Ordinal), variable.Value));
}
