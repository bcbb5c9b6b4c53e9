using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Publishing;

/// <summary>Asks the model what a resource is published with: strings, endpoints, parameters, expressions, as they are.</summary>
internal sealed class PublishedVariables(DistributedApplicationExecutionContext executionContext)
{
    /// <param name="resource">The resource.</param>
    /// <param name="telemetry">Where projects send their telemetry, if anywhere.</param>
    /// <param name="cancellationToken">Cancels what the model does to find its values.</param>
    public async Task<Dictionary<string, object>> OfAsync(IResource resource, EndpointReference? telemetry, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(executionContext, resource, cancellationToken: cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context);
        }

        if (telemetry is not null && resource is ProjectResource)
        {
            context.EnvironmentVariables["OTEL_EXPORTER_OTLP_ENDPOINT"] = telemetry;
            context.EnvironmentVariables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
            context.EnvironmentVariables["OTEL_SERVICE_NAME"] = resource.Name;
        }

        return context.EnvironmentVariables;
    }

    public async Task<IReadOnlyList<object>> ArgsOfAsync(IResource resource, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], resource, cancellationToken) { ExecutionContext = executionContext };
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>().ToArray())
        {
            await annotation.Callback(context);
        }

        return [.. context.Args];
    }
}
