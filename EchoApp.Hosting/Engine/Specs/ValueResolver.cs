using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Containers;
using EchoApp.Hosting.Model;

namespace EchoApp.Hosting.Engine.Specs;

/// <summary>Turns what the model holds as a value into text, as one instance is to see it.</summary>
internal sealed class ValueResolver(HostGateway gateway, ContainerCli cli, OtlpValues otlp)
{
    /// <returns>The text; null where an optional connection string has no value.</returns>
    /// <exception cref="DistributedApplicationException">A parameter or connection string has no value.</exception>
    public async ValueTask<string?> ResolveAsync(object? value, ResourceInstance instance, CancellationToken cancellationToken) => value switch
    {
        null => null,
        string text => text,
        OtlpValue telemetry => await otlp.ResolveAsync(telemetry, instance, cancellationToken),
        IResourceBuilder<IResource> { Resource: IValueProvider resource } => await ResolveAsync(resource, instance, cancellationToken),

        // Each instance listens on target ports of its own; the model's endpoint cannot know them.
        EndpointReferenceExpression { Property: EndpointProperty.TargetPort } targetPort when targetPort.Endpoint.Resource == instance.Resource =>
            instance.TargetPorts[targetPort.Endpoint.EndpointName].ToString(CultureInfo.InvariantCulture),
        EndpointReference endpoint when instance.Resource.IsContainer() =>
            await FromContainerAsync(endpoint, EndpointProperty.Url, cancellationToken),
        EndpointReferenceExpression part when instance.Resource.IsContainer() =>
            await FromContainerAsync(part.Endpoint, part.Property, cancellationToken),
        ReferenceExpression expression => await expression.FillAsync(part => ResolveAsync(part, instance, cancellationToken)),
        ConnectionStringReference connection => await ConnectionStringAsync(connection, instance, cancellationToken),
        IResourceWithConnectionString connection and not ParameterResource when connection is ConnectionStringResource || instance.Resource.IsContainer() =>
            await ResolveAsync(connection.ConnectionStringExpression, instance, cancellationToken),
        IValueProvider provider => await provider.GetValueAsync(new ValueProviderContext { Caller = instance.Resource }, cancellationToken),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private async Task<string?> ConnectionStringAsync(ConnectionStringReference connection, ResourceInstance instance, CancellationToken cancellationToken)
    {
        try
        {
            var value = await ResolveAsync(connection.Resource, instance, cancellationToken);
            return !string.IsNullOrEmpty(value) || connection.Optional ? value : throw new DistributedApplicationException($"The connection string '{connection.Resource.Name}' has no value.");
        }
        catch (MissingParameterValueException) when (connection.Optional)
        {
            return null;
        }
    }

    // Another container is reached by its name, at the port that it listens on; what listens on this machine, through the gateway.
    private async Task<string?> FromContainerAsync(EndpointReference endpoint, EndpointProperty property, CancellationToken cancellationToken)
    {
        if (property is EndpointProperty.Scheme or EndpointProperty.TargetPort)
        {
            return endpoint.Value(property);
        }

        var isContainer = endpoint.Resource.IsContainer();
        var host = isContainer ? endpoint.Resource.Name : HostName.Of(cli);
        var port = isContainer ? endpoint.TargetPort ?? endpoint.Port : await gateway.OpenAsync(endpoint, cancellationToken);
        return property switch
        {
            EndpointProperty.Host or EndpointProperty.IPV4Host => host,
            EndpointProperty.Port => port.ToString(CultureInfo.InvariantCulture),
            EndpointProperty.HostAndPort => string.Create(CultureInfo.InvariantCulture, $"{host}:{port}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{endpoint.Scheme}://{host}:{port}"),
        };
    }
}
