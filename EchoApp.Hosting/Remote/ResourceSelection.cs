using Aspire.Hosting;
using EchoApp.Hosting.CommandLine;
using EchoApp.Hosting.Dashboard.Resources;

namespace EchoApp.Hosting.Remote;

/// <summary>Finds the instances that are meant by names.</summary>
internal static class ResourceSelection
{
    /// <summary>What is started and stopped, in the order of the model.</summary>
    public static IReadOnlyList<ResourceView> WithLife(IReadOnlyList<ResourceView> resources) => [.. resources.Where(resource => resource is { HasLife: true, IsHidden: false })];

    /// <param name="resources">All that there are.</param>
    /// <param name="names">Of resources or instances; empty for all.</param>
    /// <exception cref="DistributedApplicationException">There is no such resource, or it is not one that runs.</exception>
    public static IReadOnlyList<ResourceView> Of(IReadOnlyList<ResourceView> resources, IReadOnlyList<string> names) =>
        names.Count == 0 ? WithLife(resources) : [.. names.SelectMany(name => Named(resources, name)).DistinctBy(resource => resource.Id)];

    private static ResourceView[] Named(IReadOnlyList<ResourceView> resources, string name)
    {
        ResourceView[] named = [.. resources.Where(resource => Is(resource.Name) || Is(resource.Id) || Is(resource.DisplayName))];
        return named switch
        {
            [] => throw Unknown(name, [.. WithLife(resources).Select(resource => resource.Name).Distinct()]),
            [{ HasLife: false, Type: var type }, ..] => throw new DistributedApplicationException($"'{name}' is a {type}: it does not run, and so has no lines and is neither started nor stopped."),
            _ => named,
        };

        bool Is(string own) => own.Equals(name, StringComparison.OrdinalIgnoreCase);
    }

    private static DistributedApplicationException Unknown(string name, string[] known)
    {
        var suggestion = Spelling.Closest(name, known) is { } close ? $" Did you mean '{close}'?" : "";
        var list = known.Length == 0 ? "There is none that runs." : $"There is {string.Join(", ", known.Select(each => $"'{each}'"))}.";
        return new($"There is no resource '{name}'.{suggestion} {list}");
    }
}
