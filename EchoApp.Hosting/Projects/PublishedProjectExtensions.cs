using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Projects;

/// <summary>What a project is given when it is published: where to listen, and that a proxy may stand before it.</summary>
internal static class PublishedProjectExtensions
{
    public static IResourceBuilder<ProjectResource> WithPublishedDefaults(this IResourceBuilder<ProjectResource> project, LaunchProfile? profile)
    {
        project.WithEnvironment(context =>
        {
            if (project.Resource.HasAnnotationOfType<EndpointAnnotation>())
            {
                context.EnvironmentVariables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
            }
        });
        project.WithEnvironment(context =>
        {
            SetPorts(context, project.Resource, "HTTP_PORTS", "http");
            SetPorts(context, project.Resource, "HTTPS_PORTS", "https");
        });
        return profile?.ApplicationUrl is null ? project : project.WithDefaultEndpoints();
    }

    // The addresses of a launch profile are this machine's; what is published has one endpoint of each scheme, on one port.
    private static IResourceBuilder<ProjectResource> WithDefaultEndpoints(this IResourceBuilder<ProjectResource> project)
    {
        var http = project.GetOrAdd("http");
        var https = project.GetOrAdd("https");
        http.TargetPort = https.TargetPort = http.TargetPort ?? https.TargetPort;
        return project;
    }

    private static EndpointAnnotation GetOrAdd(this IResourceBuilder<ProjectResource> project, string scheme)
    {
        if (Find() is not { } endpoint)
        {
            project.WithEndpoint(scheme, added =>
            {
                added.UriScheme = scheme;
                added.IsDefaultHttps = scheme == "https";
            });
            endpoint = Find()!;
        }

        return endpoint;

        EndpointAnnotation? Find() => project.Resource.Annotations.OfType<EndpointAnnotation>()
            .FirstOrDefault(each => each.UriScheme == scheme || each.Name.Equals(scheme, StringComparison.OrdinalIgnoreCase));
    }

    private static void SetPorts(EnvironmentCallbackContext context, ProjectResource project, string variable, string scheme)
    {
        var ports = new ReferenceExpressionBuilder();
        foreach (var endpoint in project.GetEndpoints().Where(endpoint => endpoint.Scheme == scheme
            && endpoint.EndpointAnnotation is { TargetPortEnvironmentVariable: null, IsDefaultHttps: false }))
        {
            ports.AppendLiteral(ports.IsEmpty ? "" : ";");
            ports.Append($"{endpoint.Property(EndpointProperty.TargetPort)}");
        }

        if (!ports.IsEmpty)
        {
            context.EnvironmentVariables.TryAdd(variable, ports.Build());
        }
    }
}
