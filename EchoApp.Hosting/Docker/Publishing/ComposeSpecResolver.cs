using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using EchoApp.Hosting.Publishing;

namespace EchoApp.Hosting.Docker.Publishing;

/// <summary>Asks the model what each service is made of: the dashboard first, then containers and projects as they were declared.</summary>
internal sealed class ComposeSpecResolver(PublishedVariables variables)
{
    /// <exception cref="DistributedApplicationException">Something cannot be published; the message names it.</exception>
    public async Task<IReadOnlyList<ComposeServiceSpec>> ResolveAsync(
        DistributedApplicationModel model, DockerComposeEnvironmentResource environment, CancellationToken cancellationToken)
    {
        environment.CapturedEnvironmentVariables.Clear();
        var services = Services(model, environment);
        var values = new ComposeValues(services);
        var specs = new List<ComposeServiceSpec>();
        foreach (var service in services.Values)
        {
            specs.Add(await ResolveAsync(service, values, cancellationToken));
        }

        return specs;
    }

    /// <summary>Whether the resource becomes a service.</summary>
    public static bool IsService(IResource resource) => resource is ProjectResource || resource.IsContainer();

    private static Dictionary<IResource, DockerComposeServiceResource> Services(DistributedApplicationModel model, DockerComposeEnvironmentResource environment)
    {
        IEnumerable<IResource> resources = environment.ActiveDashboard is { } dashboard ? [dashboard, .. model.Resources] : model.Resources;
        var endpoints = new PublishedEndpoints();
        var services = new Dictionary<IResource, DockerComposeServiceResource>();
        foreach (var resource in resources.Where(IsService))
        {
            var service = services[resource] = new DockerComposeServiceResource(resource.Name, resource, environment);
            foreach (var endpoint in endpoints.Of(resource))
            {
                service.Endpoints.Add(endpoint.Endpoint.Name, Endpoint(service, endpoint));
            }
        }

        return services;
    }

    private static ComposeEndpoint Endpoint(DockerComposeServiceResource service, PublishedEndpoint endpoint) => new(
        endpoint.Endpoint.UriScheme,
        service.Target.Name,
        endpoint.TargetPort.Value?.ToString(CultureInfo.InvariantCulture) ?? PortPlaceholder(service),
        endpoint.ExposedPort.Origin == PublishedPortOrigin.Explicit ? endpoint.ExposedPort.Value : null,
        endpoint.Endpoint.Protocol,
        endpoint.Endpoint.IsExternal);

    private static string PortPlaceholder(DockerComposeServiceResource service) => service.Parent.Capture(new CapturedEnvironmentVariable
    {
        Name = $"{DockerComposeServiceExtensions.VariableName(service.Target.Name)}_PORT",
        Description = $"Default container port for {service.Target.Name}",
        DefaultValue = "8080",
        Resource = service.Target,
    });

    private async Task<ComposeServiceSpec> ResolveAsync(DockerComposeServiceResource service, ComposeValues values, CancellationToken cancellationToken)
    {
        var mounts = ComposeMounts.Of(service);
        var given = await variables.OfAsync(service.Target, service.Parent.ActiveDashboard?.OtlpGrpcEndpoint, cancellationToken);
        var args = await variables.ArgsOfAsync(service.Target, cancellationToken);
        var isShell = ShellVariables.IsShell((service.Target as ContainerResource)?.Entrypoint);

        // Services have no certificates for each other.
        var environment = given
            .Where(variable => !(variable.Value is EndpointReference { Scheme: "https" } && variable.Key.StartsWith("services__", StringComparison.Ordinal)))
            .ToDictionary(variable => variable.Key, variable => values.Text(variable.Value, service));
        var texts = args.Select(arg => values.Text(arg, service)).Select(text => isShell ? ShellVariables.Escape(text) : text);
        return new ComposeServiceSpec(service, ComposeImages.Of(service), environment, [.. texts], mounts);
    }
}
