using System.Diagnostics.Metrics;

namespace EchoApp.Web.Telemetry;

internal static class MeterFactoryExtensions
{
    /// <summary>The meter of all that this service counts, one for all who ask; it is exported by the name of the application.</summary>
    public static Meter CreateOwn(this IMeterFactory meters) => meters.Create("EchoApp.Web");
}
