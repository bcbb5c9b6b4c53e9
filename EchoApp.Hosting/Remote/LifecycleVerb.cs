using Aspire.Hosting;
using EchoApp.Hosting.Dashboard.Resources;
using EchoApp.Hosting.Engine.Console;

namespace EchoApp.Hosting.Remote;

/// <summary>Stops, starts and restarts resources: who needs others is stopped before these, and started after them.</summary>
internal static class LifecycleVerb
{
    private const string Stop = "stop";
    private const string Start = "start";
    private const string Enabled = "Enabled";

    /// <exception cref="DistributedApplicationException">There is no such resource, or a command was refused; the others were given all the same.</exception>
    public static async Task RunAsync(AppHostConnection appHost, RemoteRequest request, ConsoleOutput console, CancellationToken cancellationToken)
    {
        var meant = ResourceSelection.Of(await appHost.ResourcesAsync(cancellationToken), request.Resources);
        var ordered = DependantsFirst(meant);
        if (request.Verb != Stop)
        {
            ordered.Reverse();
        }

        var failures = new List<string>();
        foreach (var resource in ordered)
        {
            if (CommandFor(resource, request.Verb) is not { } command)
            {
                console.WriteLine($"{resource.DisplayName} is {resource.State}: nothing to {request.Verb}.");
                continue;
            }

            try
            {
                await appHost.CommandAsync(resource.Id, command, cancellationToken);
                console.WriteLine($"{resource.DisplayName} {Done(request.Verb)}.");
            }
            catch (DistributedApplicationException exception)
            {
                failures.Add(exception.Message);
            }
        }

        if (failures.Count > 0)
        {
            throw new DistributedApplicationException(string.Join(Environment.NewLine, failures));
        }
    }

    /// <returns>Null where the resource is as it is wanted already.</returns>
    private static string? CommandFor(ResourceView resource, string verb)
    {
        var (canStart, canStop) = (Can(Start), Can(Stop));
        return verb switch
        {
            Stop => canStart && !canStop ? null : verb,
            Start => canStop && !canStart ? null : verb,
            _ => canStart && !canStop ? Start : verb,
        };

        bool Can(string command) => resource.Commands.Any(each => each.Name == command && each.State == Enabled);
    }

    private static string Done(string verb) => verb switch
    {
        Stop => "stopped",
        Start => "started",
        _ => "restarted",
    };

    private static List<ResourceView> DependantsFirst(IReadOnlyList<ResourceView> resources)
    {
        var (ordered, seen) = (new List<ResourceView>(), new HashSet<string>());
        foreach (var resource in resources)
        {
            Visit(resource);
        }

        return ordered;

        void Visit(ResourceView resource)
        {
            if (seen.Add(resource.Id))
            {
                foreach (var dependant in resources.Where(other => other.Relationships.Any(relationship => relationship.Resource == resource.Name)))
                {
                    Visit(dependant);
                }

                ordered.Add(resource);
            }
        }
    }
}
