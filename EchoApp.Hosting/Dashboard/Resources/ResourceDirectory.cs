using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.CommandLine;
using EchoApp.Hosting.Dashboard.Pages;
using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Resources;

/// <summary>Finds instances by what people and programs call them.</summary>
internal sealed class ResourceDirectory(DistributedApplicationModel model, ResourceNotificationService notifications)
{
    private readonly Dictionary<IResource, int> _order = model.Resources.Index().ToDictionary(pair => pair.Item, pair => pair.Index);

    /// <summary>All instances, in the order of the model.</summary>
    public IReadOnlyList<ResourceEvent> All() => InOrder(notifications.Latest());

    public IReadOnlyList<ResourceEvent> InOrder(IEnumerable<ResourceEvent> events) =>
        [.. events.OrderBy(latest => _order.GetValueOrDefault(latest.Resource, int.MaxValue)).ThenBy(latest => latest.ResourceId, StringComparer.Ordinal)];

    /// <summary>The instance of the id, or every instance of the resource of the name; empty if there is none.</summary>
    public IReadOnlyList<ResourceEvent> Find(string idOrName) => InOrder(notifications.Latest(idOrName));

    /// <summary>Whether there is an instance, or will be.</summary>
    public bool Knows(string idOrName) =>
        notifications.Latest(idOrName).Count > 0 || model.Resources.Any(resource => resource.Name.Equals(idOrName, StringComparison.OrdinalIgnoreCase));

    public Problem Unknown(string idOrName)
    {
        var close = Spelling.Closest(idOrName, All().SelectMany(latest => new[] { latest.Resource.Name, latest.ResourceId }).Distinct());
        return new Problem(
            StatusCodes.Status404NotFound,
            $"There is no resource '{idOrName}'. {(close is null ? $"There are {string.Join(", ", model.Resources.Select(resource => $"'{resource.Name}'"))}." : $"Did you mean '{close}'?")}");
    }
}
