using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>The two names under which a resource is told of an endpoint of another one.</summary>
internal static class ServiceDiscoveryVariables
{
    /// <summary>
    /// Adds <c>services__{name}__{http, https, or else the endpoint's name}__{index}</c>, which .NET service discovery reads, and
    /// <c>{NAME}_{ENDPOINT}</c> for everything else.
    /// </summary>
    public static void Add(Dictionary<string, object> variables, EndpointReference endpoint, string? name)
    {
        var service = name ?? endpoint.Resource.Name;
        var plainName = name ?? endpoint.Resource.Name.ToUpperInvariant();
        variables[$"{Encode(plainName)}_{Encode(endpoint.EndpointName).ToUpperInvariant()}"] = endpoint;

        var key = endpoint.EndpointName is "http" or "https" ? endpoint.Scheme : endpoint.EndpointName;
        for (var index = 0; ; index++)
        {
            var variable = string.Create(CultureInfo.InvariantCulture, $"services__{service}__{key}__{index}");
            if (variables.TryAdd(variable, endpoint) || (variables[variable] is EndpointReference same && IsSame(same, endpoint)))
            {
                return;
            }
        }
    }

    private static bool IsSame(EndpointReference one, EndpointReference other) => one.Resource == other.Resource && one.EndpointName == other.EndpointName;

    private static string Encode(string name)
    {
        var encoded = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        return encoded.Length > 0 && char.IsAsciiDigit(encoded[0]) ? "_" + encoded : encoded;
    }
}
