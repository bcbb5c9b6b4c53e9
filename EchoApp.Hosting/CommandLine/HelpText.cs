using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.CommandLine;

/// <summary>What <c>--help</c> prints: the verbs, and what this AppHost has.</summary>
internal static class HelpText
{
    public static string Of(DistributedApplicationModel model)
    {
        var text = new StringBuilder("""
            Runs the application that AppHost.cs describes.

            Usage: dotnet run --project <AppHost> -- [run] [--quiet] [--Key=value ...]

              run             Run it until Ctrl+C; the same without a verb.
              --quiet, -q     Keep the lines of resources off the terminal.
              --Key=value     Set configuration, also as --Key value.
              --help, -h      Print this.

            """).AppendLine();
        text.AppendLine("Resources:");
        var width = model.Resources.Select(resource => resource.Name.Length).DefaultIfEmpty().Max();
        foreach (var resource in model.Resources)
        {
            text.Append("  ").Append(resource.Name.PadRight(width)).Append("  ").AppendLine(Describe(resource));
        }

        return text.ToString().TrimEnd();
    }

    private static string Describe(IResource resource) => resource switch
    {
        ParameterResource { Secret: true } => $"secret parameter, --Parameters:{resource.Name}=…",
        ParameterResource => $"parameter, --Parameters:{resource.Name}=…",
        ProjectResource project => $"project {Path.GetFileName(project.GetProjectMetadata().ProjectPath)}{Endpoints(resource)}",
        ContainerResource container => $"container {Image(container)}{Endpoints(resource)}",
        ExecutableResource executable => $"executable {executable.Command}{Endpoints(resource)}",
        IResourceWithConnectionString => "connection string",
        _ => resource.GetType().Name,
    };

    private static string Image(ContainerResource container) =>
        container.TryGetLastAnnotation<ContainerImageAnnotation>(out var image) ? image.Reference : "without an image";

    private static string Endpoints(IResource resource) => string.Concat(resource.Annotations.OfType<EndpointAnnotation>()
        .Select(endpoint => $", {endpoint.Name} on {(endpoint.Port is { } port ? $"port {port}" : "a free port")}"));
}
