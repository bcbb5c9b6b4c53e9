using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;

namespace EchoApp.Publishing.Docker;

/// <summary>The dashboard that Aspire publishes: its image has the version of the Aspire that AppHost.cs is written for.</summary>
internal static class ComposeDashboard
{
    private const string Image = "mcr.microsoft.com/dotnet/aspire-dashboard";

    public static IResourceBuilder<DockerComposeAspireDashboardResource> Create(IDistributedApplicationBuilder builder, string name) =>
        builder.CreateResourceBuilder(new DockerComposeAspireDashboardResource(name))
            .WithImage(Image, Version())
            .WithHttpEndpoint(targetPort: 18888)
            .WithEndpoint("http", endpoint => endpoint.IsExternal = true)
            .WithHttpEndpoint(name: "otlp-grpc", targetPort: 18889)
            .WithHttpEndpoint(name: "otlp-http", targetPort: 18890)
            .PublishAsDockerComposeService((_, service) => service.Restart = "always");

    private static string Version() => typeof(DistributedApplication).Assembly.GetName().Version!.ToString(2);
}
