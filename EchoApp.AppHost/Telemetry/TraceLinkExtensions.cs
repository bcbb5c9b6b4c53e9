using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.AppHost.Telemetry;

/// <summary>Where web's traces are shown, for the links that it gives to them.</summary>
internal static class TraceLinkExtensions
{
    private const string Section = "Telemetry";
    private const string Key = "TraceUrl";
    private const string Variable = $"{Section}__{Key}";
    private const string TraceId = "{traceId}";
    private const string Dashboard = "aspire-dashboard";
    private const string DashboardPath = $"/traces/detail/{TraceId}";
    private static readonly string[] _endpoints = ["https", "http"];

    /// <summary>
    /// Links lead to where configuration key <c>Telemetry:TraceUrl</c> says; without it to the dashboard of this run, where it has one. What is published
    /// has none then: how the dashboard there is reached, only who deploys it knows.
    /// </summary>
    /// <exception cref="DistributedApplicationException">The value is no URL with a place for the trace, or the section has something else.</exception>
    public static IResourceBuilder<ProjectResource> WithTraceLinks(this IResourceBuilder<ProjectResource> web) =>
        Read(web.ApplicationBuilder.Configuration.GetSection(Section)) is { } given ? web.WithEnvironment(Variable, given)
        : web.ApplicationBuilder.ExecutionContext.IsRunMode ? web.WithEnvironment(AddDashboardAsync)
        : web;

    private static string? Read(IConfigurationSection section)
    {
        if (section.GetChildren().FirstOrDefault(child => !child.Key.Equals(Key, StringComparison.OrdinalIgnoreCase)) is { } unknown)
        {
            throw new DistributedApplicationException($"There is no {unknown.Path}; there is {Section}:{Key}.");
        }

        return section[Key] switch
        {
            null or "" => null,
            var url when url.Contains(TraceId, StringComparison.Ordinal) && Uri.TryCreate(url, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https" => url,
            var other => throw new DistributedApplicationException(
                $"{Section}:{Key} must be an http or https URL with {TraceId} in it, not '{other}'. For example --{Section}:{Key}=https://dashboard.example{DashboardPath}"),
        };
    }

    // Aspire adds its dashboard to the model when the application starts, where there is to be one; its address is known from then on.
    private static async Task AddDashboardAsync(EnvironmentCallbackContext context)
    {
        var model = context.ExecutionContext.Services.GetRequiredService<DistributedApplicationModel>();
        var endpoints = model.Resources.OfType<IResourceWithEndpoints>().FirstOrDefault(resource => resource.Name == Dashboard) is { } dashboard
            ? _endpoints.Select(name => dashboard.GetEndpoint(name, KnownNetworkIdentifiers.LocalhostNetwork))
            : [];
        if (endpoints.FirstOrDefault(endpoint => endpoint.Exists) is { } endpoint && await endpoint.GetValueAsync(context.CancellationToken) is { } url)
        {
            context.EnvironmentVariables[Variable] = $"{url.TrimEnd('/')}{DashboardPath}";
        }
    }
}
