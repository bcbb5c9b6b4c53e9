using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace EchoApp.Hosting.Parameters;

/// <summary>Where a parameter's value is looked up, and what is said when there is none.</summary>
internal static class ParameterValue
{
    /// <summary>The value of <c>Parameters:{name}</c>, also with underscores for the hyphens, which some shells do not allow in names.</summary>
    public static string? FromConfiguration(IConfiguration configuration, string name) =>
        configuration[Key(name)] ?? configuration[Key(name.Replace('-', '_'))];

    public static MissingParameterValueException Missing(string name) => Missing(name, Key(name));

    public static MissingParameterValueException Missing(string name, string key) => new(
        $"Parameter '{name}' has no value. Give it on the command line (--{key}=…), in the environment "
        + $"({key.Replace(":", "__", StringComparison.Ordinal).Replace('-', '_')}=…), or in the AppHost's user secrets (dotnet user-secrets set \"{key}\" …).");

    private static string Key(string name) => $"Parameters:{name}";
}
