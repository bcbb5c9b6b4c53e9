using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Engine.Specs;

/// <summary>Turns what the model holds as a value into text, as one instance is to see it.</summary>
internal static class ValueResolver
{
    /// <returns>The text; null where an optional connection string has no value.</returns>
    /// <exception cref="DistributedApplicationException">A parameter or connection string has no value.</exception>
    public static async ValueTask<string?> ResolveAsync(object? value, ResourceInstance instance, CancellationToken cancellationToken) => value switch
    {
        null => null,
        string text => text,
        IResourceBuilder<IResource> { Resource: IValueProvider resource } => await ResolveAsync(resource, instance, cancellationToken),

        // Each instance listens on target ports of its own; the model's endpoint cannot know them.
        EndpointReferenceExpression { Property: EndpointProperty.TargetPort } targetPort when targetPort.Endpoint.Resource == instance.Resource =>
            instance.TargetPorts[targetPort.Endpoint.EndpointName].ToString(CultureInfo.InvariantCulture),
        ReferenceExpression expression => await expression.FillAsync(part => ResolveAsync(part, instance, cancellationToken)),
        ConnectionStringReference connection => await ConnectionStringAsync(connection, cancellationToken),
        IValueProvider provider => await provider.GetValueAsync(new ValueProviderContext { Caller = instance.Resource }, cancellationToken),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static async Task<string?> ConnectionStringAsync(ConnectionStringReference connection, CancellationToken cancellationToken)
    {
        try
        {
            var value = await connection.Resource.GetConnectionStringAsync(cancellationToken);
            return !string.IsNullOrEmpty(value) || connection.Optional ? value : throw new DistributedApplicationException($"The connection string '{connection.Resource.Name}' has no value.");
        }
        catch (MissingParameterValueException) when (connection.Optional)
        {
            return null;
        }
    }
}
