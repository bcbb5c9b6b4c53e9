using System.Globalization;

namespace EchoApp.AppHost.Store;

internal static class ReplicaConfigurationExtensions
{
    // Each of them takes up to 21 of the 100 connections that PostgreSQL has.
    private const int Most = 4;

    /// <summary>How many webs are to run: configuration key <c>Replicas</c>, 1 without.</summary>
    /// <param name="builder">That of the application.</param>
    /// <param name="isStoreShared">Whether there is a store that several can use.</param>
    /// <exception cref="DistributedApplicationException">It is no number, or so many cannot run.</exception>
    public static int GetReplicas(this IDistributedApplicationBuilder builder, bool isStoreShared)
    {
        if (builder.Configuration["Replicas"] is not { Length: > 0 } text)
        {
            return 1;
        }

        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var replicas) || replicas is < 1 or > Most)
        {
            throw new DistributedApplicationException($"Replicas must be a number from 1 to {Most}, not '{text}'. For example --Replicas=3");
        }

        if (replicas > 1 && builder.ExecutionContext.IsPublishMode)
        {
            throw new DistributedApplicationException($"Replicas={text} is for a run here: one service publishes its ports once. docs/store.md says how several are deployed behind a balancer.");
        }

        return replicas == 1 || isStoreShared ? replicas
            : throw new DistributedApplicationException($"Replicas={text} needs a store that they can share: --Store=container");
    }
}
