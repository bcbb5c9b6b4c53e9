using System.Net;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace EchoApp.Publishing.Images.Registry;

/// <summary>
/// Which registries may speak plain HTTP: those on this machine; others where <c>Registry:Insecure</c> is true, or where the SDK's own
/// variable names them.
/// </summary>
internal sealed class InsecureRegistries(IConfiguration configuration)
{
    public const string Key = "Registry:Insecure";

    /// <summary>The SDK's variable, a list with commas or semicolons.</summary>
    public const string Variable = "DOTNET_CONTAINER_INSECURE_REGISTRIES";

    private string Named => configuration[Variable] ?? Environment.GetEnvironmentVariable(Variable) ?? "";

    /// <summary>Whether plain HTTP is allowed.</summary>
    public bool Allows(string registry) => IsOptedIn(registry) || IsLoopback(registry);

    /// <summary>Whether somebody has asked for it, so that a certificate that nobody trusts will do as well.</summary>
    /// <exception cref="DistributedApplicationException">The setting is neither true nor false.</exception>
    public bool IsOptedIn(string registry)
    {
        var value = configuration[Key];
        if (!string.IsNullOrEmpty(value) && !bool.TryParse(value, out _))
        {
            throw new DistributedApplicationException($"{Key} must be true or false, not '{value}'. For example --{Key}=true");
        }

        return (bool.TryParse(value, out var isInsecure) && isInsecure) || Named.Split([',', ';'], StringSplitOptions.TrimEntries).Contains(registry, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The SDK's variable with the registry in it.</summary>
    public string With(string registry) => Named.Length == 0 ? registry : $"{Named};{registry}";

    private static bool IsLoopback(string registry)
    {
        var host = new Uri($"http://{registry}").IdnHost;
        return host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
    }
}
