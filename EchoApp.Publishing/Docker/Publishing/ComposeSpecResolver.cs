using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Pipelines;
using EchoApp.Publishing.Compose;

namespace EchoApp.Publishing.Docker.Publishing;

/// <summary>Asks the model what each service is made of.</summary>
internal static class ComposeSpecResolver
{
    /// <exception cref="DistributedApplicationException">Something cannot be published; the message names it.</exception>
    public static async Task<IReadOnlyList<ComposeServiceSpec>> ResolveAsync(DockerComposeEnvironmentResource environment, PipelineStepContext context)
    {
        environment.CapturedEnvironmentVariables.Clear();
        var ports = new PortAllocator();
        foreach (var service in environment.Services.Values)
        {
            service.Endpoints.Clear();
            foreach (var endpoint in service.Target.ResolveEndpoints(ports))
            {
                service.Endpoints.Add(endpoint.Endpoint.Name, Endpoint(service, endpoint));
            }
        }

        var values = new ComposeValues(environment.Services);
        var specs = new List<ComposeServiceSpec>();
        foreach (var service in environment.Services.Values)
        {
            specs.Add(await ResolveAsync(service, values, context));
        }

        return specs;
    }

    /// <summary>Whether a compose file can have the resource as a service that others wait for.</summary>
    public static bool IsService(IResource resource) => resource is ProjectResource || resource.IsContainer();

    private static ComposeEndpoint Endpoint(DockerComposeServiceResource service, ResolvedEndpoint endpoint) => new(
        endpoint.Endpoint.UriScheme,
        service.Target.Name.ToLowerInvariant(),
        endpoint.TargetPort.Value?.ToString(CultureInfo.InvariantCulture) ?? PortPlaceholder(service),
        endpoint.ExposedPort is { IsAllocated: false, IsImplicit: false } exposed ? exposed.Value : null,
        endpoint.Endpoint.Protocol,
        endpoint.Endpoint.IsExternal);

    private static string PortPlaceholder(DockerComposeServiceResource service) => service.Parent.Capture(new CapturedEnvironmentVariable
    {
        Name = $"{ComposeVariable.NameOf(service.Target.Name)}_PORT",
        Description = $"Default container port for {service.Target.Name}",
        DefaultValue = "8080",
        Resource = service.Target,
    });

    private static async Task<ComposeServiceSpec> ResolveAsync(DockerComposeServiceResource service, ComposeValues values, PipelineStepContext context)
    {
        var cancellationToken = context.CancellationToken;
        var mounts = ComposeMounts.Of(service);
        var environment = new Dictionary<string, string>();
        foreach (var (name, value) in await VariablesAsync(service, context))
        {
            environment[name] = await values.TextAsync(value, service, cancellationToken);
        }

        var isShell = ShellVariables.IsShell((service.Target as ContainerResource)?.Entrypoint);
        var args = new List<string>();
        foreach (var arg in await ArgsAsync(service, context))
        {
            var text = await values.TextAsync(arg, service, cancellationToken);
            args.Add(isShell ? ShellVariables.Escape(text) : text);
        }

        return new ComposeServiceSpec(service, ComposeImages.Of(service), environment, args, mounts);
    }

    private static async Task<IEnumerable<KeyValuePair<string, object>>> VariablesAsync(DockerComposeServiceResource service, PipelineStepContext context)
    {
        var variables = new EnvironmentCallbackContext(context.ExecutionContext, service.Target, cancellationToken: context.CancellationToken) { Logger = context.Logger };
        foreach (var annotation in service.Target.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(variables);
        }

        if (service.Parent.ActiveDashboard is { } dashboard && service.Target.HasAnnotationOfType<OtlpExporterAnnotation>())
        {
            variables.EnvironmentVariables["OTEL_EXPORTER_OTLP_ENDPOINT"] = dashboard.OtlpGrpcEndpoint;
            variables.EnvironmentVariables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
            variables.EnvironmentVariables["OTEL_SERVICE_NAME"] = service.Target.Name;
        }

        // Services have no certificates for each other.
        return variables.EnvironmentVariables.Where(variable =>
            !(variable.Key.StartsWith("services__", StringComparison.Ordinal) && variable.Value is EndpointReference { Scheme: "https" }));
    }

    private static async Task<IEnumerable<object>> ArgsAsync(DockerComposeServiceResource service, PipelineStepContext context)
    {
        var args = new CommandLineArgsCallbackContext([], service.Target, context.CancellationToken) { ExecutionContext = context.ExecutionContext, Logger = context.Logger };
        foreach (var annotation in service.Target.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(args);
        }

        return args.Args;
    }
}
