using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Tests.Hosting.Engine.Replicas;

/// <summary>Applications with several instances of <c>web</c>.</summary>
internal static class ReplicaModel
{
    public static IResourceBuilder<ProjectResource> AddWeb(this IDistributedApplicationBuilder builder, int replicas = 3) =>
        builder.AddProject<BuiltProject>("web").WithReplicas(replicas);

    public static IReadOnlyList<ResourceEvent> Replicas(this TestApplication application) =>
        [.. application.Notifications.Latest("web").OrderBy(replica => replica.ResourceId, StringComparer.Ordinal)];

    public static IReadOnlyList<string?> States(this TestApplication application) =>
        [.. application.Replicas().Select(replica => replica.Snapshot.State?.Text).Order(StringComparer.Ordinal)];

    /// <summary>Once all of them run: their ids.</summary>
    public static async Task<IReadOnlyList<string>> RunningAsync(this TestApplication application, int replicas = 3)
    {
        await application.StatesAsync([.. Enumerable.Repeat("Running", replicas)]);
        return [.. application.Replicas().Select(replica => replica.ResourceId)];
    }

    /// <summary>Waits until the states of the replicas are these, in alphabetical order.</summary>
    public static Task StatesAsync(this TestApplication application, params string[] states) =>
        Eventually.TrueAsync(() => application.States().SequenceEqual(states), $"the replicas are {string.Join(", ", states)}");

    /// <summary>What was started for the replica of this id, once it was.</summary>
    public static async Task<FakeInstance> StartedAsync(this TestApplication application, string id)
    {
        await Eventually.TrueAsync(() => application.Launcher.Of(id) is not null, $"{id} was started");
        return application.Launcher.Of(id)!;
    }
}
