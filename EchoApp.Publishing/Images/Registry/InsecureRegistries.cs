using System.Net;
using Microsoft.Extensions.Configuration;

namespace EchoApp.Publishing.Images.Registry;

/// <summary>Which registries may speak plain HTTP: those on this machine, and others where the SDK's own variable names them.</summary>
internal sealed class InsecureRegistries(IConfiguration configuration)
{
    /// <summary>The SDK's variable, a list with commas or semicolons.</summary>
    public const string Variable = "DOTNET_CONTAINER_INSECURE_REGISTRIES";

    private string Named => configuration[Variable] ?? Environment.GetEnvironmentVariable(Variable) ?? "";

    /// <summary>Whether plain HTTP is allowed.</summary>
    public bool Allows(string registry) => IsOptedIn(registry) || IsLoopback(registry);

    /// <summary>Whether somebody has asked for it, so that a certificate that nobody trusts will do as well.</summary>
    public bool IsOptedIn(string registry) => Named.Split([',', ';'], StringSplitOptions.TrimEntries).Contains(registry, StringComparer.OrdinalIgnoreCase);

    /// <summary>The SDK's variable with the registry in it.</summary>
    public string With(string registry) => Named.Length == 0 ? registry : $"{Named};{registry}";

    private static bool IsLoopback(string registry)
    {
        var host = new Uri($"http://{registry}").IdnHost;
        return host == "localhost" || host.EndsWith(".localhost", StringComparison.Ordinal) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
    }
}
