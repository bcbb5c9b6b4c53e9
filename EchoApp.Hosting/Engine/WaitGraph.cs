using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Engine;

/// <summary>Who waits for whom.</summary>
internal static class WaitGraph
{
    public static IEnumerable<IResource> Dependencies(IResource resource) =>
        resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource).Distinct();

    /// <summary>The resources of one cycle in order, or null where there is none.</summary>
    public static IReadOnlyList<IResource>? FindCycle(IEnumerable<IResource> resources)
    {
        var done = new HashSet<IResource>();
        var path = new List<IResource>();
        return resources.Select(resource => Visit(resource, done, path)).FirstOrDefault(cycle => cycle is not null);
    }

    private static List<IResource>? Visit(IResource resource, HashSet<IResource> done, List<IResource> path)
    {
        if (path.IndexOf(resource) is >= 0 and var start)
        {
            return path[start..];
        }

        if (done.Contains(resource))
        {
            return null;
        }

        path.Add(resource);
        var cycle = Dependencies(resource).Select(dependency => Visit(dependency, done, path)).FirstOrDefault(found => found is not null);
        path.RemoveAt(path.Count - 1);
        done.Add(resource);
        return cycle;
    }
}
