using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;

namespace EchoApp.Hosting.Docker.Publishing;

/// <summary>Turns what the model holds as a value into the text of a compose file: addresses of services, placeholders of parameters.</summary>
internal sealed class ComposeValues(IReadOnlyDictionary<IResource, DockerComposeServiceResource> services)
{
    /// <param name="value">The value.</param>
    /// <param name="user">The service that it is for.</param>
    /// <exception cref="DistributedApplicationException">The value cannot be had in a compose file.</exception>
    public string Text(object value, DockerComposeServiceResource user) => value switch
    {
        string text => text,
        EndpointReference endpoint => Endpoint(endpoint, user).Value(EndpointProperty.Url),
        EndpointReferenceExpression part => Endpoint(part.Endpoint, user).Value(part.Property),
        IResourceBuilder<IResource> { Resource: IValueProvider resource } => Text(resource, user),
        ParameterResource parameter => parameter.AsEnvironmentPlaceholder(user),
        ConnectionStringReference connection => Text(connection.Resource, user),
        IResourceWithConnectionString connection => Text(connection.ConnectionStringExpression, user),
        ReferenceExpression expression => Fill(expression, user),
        IManifestExpressionProvider other => other.AsEnvironmentPlaceholder(user),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private string Fill(ReferenceExpression expression, DockerComposeServiceResource user)
    {
        var holes = new object[expression.ValueProviders.Count];
        for (var i = 0; i < holes.Length; i++)
        {
            var text = Text(expression.ValueProviders[i], user);
            var format = expression.StringFormats[i];
            holes[i] = string.IsNullOrEmpty(format) || !text.Contains("${", StringComparison.Ordinal) ? StringFormat.Apply(text, format) : throw new DistributedApplicationException(
                $"'{user.Name}' uses {text} with the format '{format}', which Docker Compose cannot apply to a value that it fills in. Leave the format out, and give the parameter in that form.");
        }

        return string.Format(CultureInfo.InvariantCulture, expression.Format, holes);
    }

    private ComposeEndpoint Endpoint(EndpointReference endpoint, DockerComposeServiceResource user) =>
        services.TryGetValue(endpoint.Resource, out var service) && service.Endpoints.TryGetValue(endpoint.EndpointName, out var found)
            ? found
            : throw new DistributedApplicationException(
                $"'{user.Name}' refers to the endpoint '{endpoint.EndpointName}' of '{endpoint.Resource.Name}', which is no service of the compose file: only projects and "
                + $"containers are. Make it one of these, or take the reference out when publishing (builder.ExecutionContext.IsPublishMode).");
}
