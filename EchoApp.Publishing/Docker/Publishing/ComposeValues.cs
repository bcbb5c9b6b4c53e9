using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;

namespace EchoApp.Publishing.Docker.Publishing;

/// <summary>Turns what the model holds as a value into the text of a compose file: addresses of services, placeholders of parameters.</summary>
internal sealed class ComposeValues(IReadOnlyDictionary<IResource, DockerComposeServiceResource> services)
{
    private const string UriFormat = "uri";

    /// <param name="value">The value.</param>
    /// <param name="user">The service that it is for.</param>
    /// <param name="cancellationToken">Ends the wait for a value that decides between two others.</param>
    /// <exception cref="DistributedApplicationException">The value cannot be had in a compose file.</exception>
    public async ValueTask<string> TextAsync(object value, DockerComposeServiceResource user, CancellationToken cancellationToken) => value switch
    {
        string text => text,
        EndpointReference endpoint => Endpoint(endpoint, user).Value(EndpointProperty.Url),
        EndpointReferenceExpression part => Endpoint(part.Endpoint, user).Value(part.Property),
        IResourceBuilder<IResource> { Resource: IValueProvider resource } => await TextAsync(resource, user, cancellationToken),
        ParameterResource parameter => parameter.AsEnvironmentPlaceholder(user),
        ConnectionStringReference connection => await TextAsync(connection.Resource, user, cancellationToken),
        IResourceWithConnectionString connection => await TextAsync(connection.ConnectionStringExpression, user, cancellationToken),
        ReferenceExpression { IsConditional: true } choice => await TextAsync(await ChooseAsync(choice, cancellationToken), user, cancellationToken),
        ReferenceExpression expression => await FillAsync(expression, user, cancellationToken),
        IManifestExpressionProvider other => other.AsEnvironmentPlaceholder(user),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static async ValueTask<ReferenceExpression> ChooseAsync(ReferenceExpression choice, CancellationToken cancellationToken)
    {
        var value = await choice.Condition!.GetValueAsync(cancellationToken);
        return string.Equals(value, choice.MatchValue, StringComparison.OrdinalIgnoreCase) ? choice.WhenTrue! : choice.WhenFalse!;
    }

    private async ValueTask<string> FillAsync(ReferenceExpression expression, DockerComposeServiceResource user, CancellationToken cancellationToken)
    {
        var holes = new object[expression.ValueProviders.Count];
        for (var i = 0; i < holes.Length; i++)
        {
            holes[i] = Format(await TextAsync(expression.ValueProviders[i], user, cancellationToken), expression.StringFormats[i], user);
        }

        return string.Format(CultureInfo.InvariantCulture, expression.Format, holes);
    }

    private static string Format(string text, string? format, DockerComposeServiceResource user)
    {
        if (string.IsNullOrEmpty(format))
        {
            return text;
        }

        if (text.Contains("${", StringComparison.Ordinal))
        {
            throw new DistributedApplicationException(
                $"'{user.Name}' uses {text} with the format '{format}', which Docker Compose cannot apply to a value that it fills in. Leave the format out, and give the parameter in that form.");
        }

        return format == UriFormat ? Uri.EscapeDataString(text) : throw new DistributedApplicationException($"'{user.Name}' uses the format '{format}'; there is only '{UriFormat}'.");
    }

    private ComposeEndpoint Endpoint(EndpointReference endpoint, DockerComposeServiceResource user)
    {
        var reference = $"'{user.Name}' refers to the endpoint '{endpoint.EndpointName}' of '{endpoint.Resource.Name}', which";
        if (!services.TryGetValue(endpoint.Resource, out var service))
        {
            throw new DistributedApplicationException(
                $"{reference} is no service of the compose file: only projects and containers are. Make it one of these, or take the reference out when publishing "
                + "(builder.ExecutionContext.IsPublishMode).");
        }

        return service.Endpoints.TryGetValue(endpoint.EndpointName, out var found) ? found : throw new DistributedApplicationException(
            $"{reference} has none of that name. Add it, or refer to another one.");
    }
}
