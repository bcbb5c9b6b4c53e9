using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.CommandLine;

/// <summary>What <c>--help</c> prints: the verbs, and what this AppHost has.</summary>
internal static class HelpText
{
    public static string Of(DistributedApplicationModel model)
    {
        var text = new StringBuilder("""
            Runs, publishes and deploys the application that AppHost.cs describes.

            Usage: dotnet run --project <AppHost> -- [run] [--quiet] [--Key=value ...]
                   dotnet run --project <AppHost> -- publish|push|deploy|down|do <step> [-o DIR] [--Key=value ...]
                   dotnet run --project <AppHost> -- down [--volumes [--yes]]
                   dotnet run --project <AppHost> -- ps|logs|stop|start|restart [RESOURCE ...]

              run             Run it until Ctrl+C; the same without a verb.
              publish         Write what it is deployed with.
              push            Build the images of its projects and put them into their registry.
              deploy          Publish, build, and bring it up.
              down            Take down what deploy has brought up.
              do <step>       Run one step of these and all that it needs; do diagnostics lists the steps.

            In a second terminal, about the one that runs:

              ps              List its resources and how they are.
              logs [NAME ...] Print the lines of its resources, or of these.
              stop, start, restart [NAME ...]
                              Stop, start or restart its resources, or these.

              --output-path, -o DIR   Where to write; aspire-output in the AppHost's directory otherwise.
              --environment NAME      The environment; Production otherwise, and for run what DOTNET_ENVIRONMENT says.
              --volumes               With down: remove the volumes too, with all data, after asking; --yes, -y does not ask.
              --log-level LEVEL       What publish and the like tell: Trace, Debug, Information, Warning, Error, Critical or None.
              --format table|json     With ps: how to list.
              --follow, -f            With logs: go on until Ctrl+C.
              --tail, -n N            With logs: of those that are there, only the last N lines of each instance.
              --timestamps, -t        With logs: say when each line came.
              --no-color              With logs: no colours; nor are there any where NO_COLOR is set, or nobody looks.
              --pid N                 With these: the process of the AppHost that is meant, where several run.
              --quiet, -q             Keep the lines of resources off the terminal.
              --Dashboard=false       Run without the dashboard; with publish: do not publish it along.
              --Key=value             Set configuration, also as --Key value.
              --help, -h              Print this.

            As the Aspire CLI spells it: --operation publish --step STEP [--output-path DIR]; --publisher manifest --output-path FILE.

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
