using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Dashboard.Telemetry;

namespace EchoApp.Hosting.Dashboard.Resources;

/// <summary>Which telemetry is whose.</summary>
internal sealed class TelemetrySenders(TelemetryStore store)
{
    /// <summary>Of what was sent by the instance, or by its resource without saying which instance.</summary>
    public TelemetryCounts CountsOf(ResourceEvent instance)
    {
        var (errors, warnings) = (0L, 0L);
        foreach (var sender in store.Status().Resources.Where(sender => IsOf(sender, instance)))
        {
            (errors, warnings) = (errors + sender.Errors, warnings + sender.Warnings);
        }

        return new TelemetryCounts(errors, warnings);
    }

    private static bool IsOf(SenderStatus sender, ResourceEvent instance) => sender.InstanceId is null
        ? sender.Name.Equals(instance.Resource.Name, StringComparison.OrdinalIgnoreCase)
        : instance.ResourceId.Equals($"{sender.Name}-{sender.InstanceId}", StringComparison.OrdinalIgnoreCase);
}
