using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Engine;

/// <summary>What keeps a resource from running as often as it is declared to.</summary>
internal static class ReplicaRules
{
    public static IEnumerable<string> Problems(IResource resource)
    {
        var count = InstanceNames.Count(resource);
        if (count < 1)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Resource '{resource.Name}' has {count} replicas: nothing of it could ever run. ")
                + "Give WithReplicas at least 1; what is not to start by itself is declared WithExplicitStart.";
        }

        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().Where(_ => count > 1))
        {
            var name = $"Endpoint '{endpoint.Name}' of '{resource.Name}'";
            if (!endpoint.IsProxied)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{name} has no proxy, so only one of the {count} replicas could listen on its port. ")
                    + "Take out isProxied: false, or WithReplicas.";
            }
            else if (endpoint.TargetPort is { } port)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{name} has the target port {port}, on which only one of the {count} replicas could listen. ")
                    + "Take out the targetPort, so that each gets one of its own, or WithReplicas.";
            }
        }
    }
}
