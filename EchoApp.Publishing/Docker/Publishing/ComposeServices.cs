using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Pipelines;
using EchoApp.Publishing.Compose;

namespace EchoApp.Publishing.Docker.Publishing;

/// <summary>Asks the model what each service is made of.</summary>
internal static class ComposeServices
{
    /// <exception cref="DistributedApplicationException">Something cannot be published; the message names it.</exception>
    public static async Task<IReadOnlyList<(DockerComposeServiceResource Resource, Service Service)>> OfAsync(DockerComposeEnvironmentResource environment, PipelineStepContext context)
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
        var services = new List<(DockerComposeServiceResource, Service)>();
        foreach (var service in environment.Services.Values)
        {
            services.Add((service, await OfAsync(service, values, context)));
        }

        return services;
    }

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

    private static async Task<Service> OfAsync(DockerComposeServiceResource service, ComposeValues values, PipelineStepContext context)
    {
        var resource = service.Target;
        var entrypoint = (resource as ContainerResource)?.Entrypoint;
        return new Service
        {
            Name = resource.Name.ToLowerInvariant(),
            Image = ImageOf(service),
            PullPolicy = resource.TryGetLastAnnotation<ContainerImagePullPolicyAnnotation>(out var policy) && policy.ImagePullPolicy != ImagePullPolicy.Default
                ? policy.ImagePullPolicy.ToString().ToLowerInvariant() : null,
            ContainerName = resource.TryGetLastAnnotation<ContainerNameAnnotation>(out var name) ? name.Name : null,
            Command = await ArgsAsync(service, values, ShellVariables.IsShell(entrypoint), context),
            Entrypoint = entrypoint is null ? [] : [entrypoint],
            Environment = await VariablesAsync(service, values, context),
            Ports = [.. service.Endpoints.Values.Where(endpoint => endpoint.IsExternal).Select(endpoint => endpoint.Mapping).Distinct()],
            Expose = [.. service.Endpoints.Values.Where(endpoint => !endpoint.IsExternal).Select(endpoint => endpoint.Mapping).Distinct()],
            Volumes = ComposeMounts.Of(service),
            DependsOn = resource.Annotations.OfType<WaitAnnotation>().Where(wait => service.Parent.Services.ContainsKey(wait.Resource))
                .GroupBy(wait => wait.Resource.Name.ToLowerInvariant()).ToDictionary(waits => waits.Key, waits => Dependency(waits.Last())),
        };
    }

    // What was declared, or for what is built a placeholder that prepare fills.
    private static string ImageOf(DockerComposeServiceResource service) => !service.Target.RequiresImageBuild() && service.Target.TryGetContainerImageName(out var image)
        ? image
        : service.Parent.Capture(new CapturedEnvironmentVariable
        {
            Name = ComposeVariable.ImageOf(service.Target.Name),
            Description = $"Container image name for {service.Target.Name}",
            DefaultValue = $"{service.Target.Name}:latest",
            Source = new ContainerImageReference(service.Target),
            Resource = service.Target,
        });

    private static ServiceDependency Dependency(WaitAnnotation wait) =>
        new() { Condition = wait.WaitType == WaitType.WaitForCompletion ? "service_completed_successfully" : "service_started" };

    private static async Task<Dictionary<string, string>> VariablesAsync(DockerComposeServiceResource service, ComposeValues values, PipelineStepContext context)
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

        var texts = new Dictionary<string, string>();
        foreach (var (name, value) in variables.EnvironmentVariables)
        {
            // Services have no certificates for each other.
            if (!name.StartsWith("services__", StringComparison.Ordinal) || value is not EndpointReference { Scheme: "https" })
            {
                texts[name] = await values.TextAsync(value, service, context.CancellationToken);
            }
        }

        return texts;
    }

    private static async Task<List<string>> ArgsAsync(DockerComposeServiceResource service, ComposeValues values, bool isShell, PipelineStepContext context)
    {
        var args = new CommandLineArgsCallbackContext([], service.Target, context.CancellationToken) { ExecutionContext = context.ExecutionContext, Logger = context.Logger };
        foreach (var annotation in service.Target.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(args);
        }

        var texts = new List<string>();
        foreach (var arg in args.Args)
        {
            var text = await values.TextAsync(arg, service, context.CancellationToken);
            texts.Add(isShell ? ShellVariables.Escape(text) : text);
        }

        return texts;
    }
}
