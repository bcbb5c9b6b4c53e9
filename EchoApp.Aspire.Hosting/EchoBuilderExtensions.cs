using Aspire.Hosting.ApplicationModel;
using EchoApp.AppHost;
using EchoApp.Hosting;
using EchoApp.Hosting.Bins;
using EchoApp.Hosting.Commands;
using EchoApp.Hosting.Publishing;
using EchoApp.Hosting.Service;
using EchoApp.Hosting.Storage;
using EchoApp.Hosting.Telemetry;

namespace Aspire.Hosting;

/// <summary>Adds an EchoApp to an application.</summary>
public static class EchoBuilderExtensions
{
    /// <summary>
    /// Adds an EchoApp: an echo, bins that keep what is sent to them, and an inspector. It runs as a process, from the copy of the service that this package has, and
    /// needs no container engine. It is a tool of development: nothing of it is published, and references to it and to its bins vanish from what is,
    /// unless <see cref="EchoContainerBuilderExtensions.PublishAsContainer"/> says otherwise.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The name of the resource.</param>
    /// <param name="port">The port of the echo and its bins; any free one where it is null, and in tests.</param>
    /// <param name="token">The access token, 16 characters or more, which reading takes. One is made and stays, as <c>{name}-token</c>, where it is null.</param>
    /// <returns>The EchoApp. Its endpoints are <c>echo</c> and <c>pages</c>.</returns>
    /// <exception cref="DistributedApplicationException">There is a resource of that name.</exception>
    public static IResourceBuilder<EchoResource> AddEcho(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, int? port = null, IResourceBuilder<ParameterResource>? token = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var secret = token?.Resource ?? GeneratedSecret.Create(builder, $"{name}-token");
        var echo = new EchoResource(name, secret, builder.AppHostDirectory);

        // Without Aspire's proxy, so that the echo sees its real peers. Many applications of tests run side by side.
        return builder.AddResource(echo)
            .WithIconName("MailInboxArrowDown")
            .WithHttpEndpoint(port: TestHost.Runs(builder.Configuration) ? null : port, name: EchoResource.EchoEndpointName, env: "ECHO_PORT", isProxied: false)
            .WithHttpEndpoint(name: EchoResource.PagesEndpointName, env: "PAGES_PORT", isProxied: false)
            .WithEnvironment("Access__Token", secret)
            .WithBinSettings()
            .WithDataDirectory()
            .WithTelemetry()
            .WithCarriedService()
            .WithHttpHealthCheck("/health", endpointName: EchoResource.PagesEndpointName)
            .WithLoginLink()
            .ExcludeFromManifest()
            .WithVanishingReferences();
    }
}
