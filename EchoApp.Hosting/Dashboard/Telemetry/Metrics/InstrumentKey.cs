using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;

namespace EchoApp.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>What tells instruments apart.</summary>
internal readonly record struct InstrumentKey(Sender Sender, string Meter, string? Version, string Name, InstrumentKind Kind)
{
    public static InstrumentKey Of(Sender sender, Instrument instrument) =>
        new(sender, instrument.Meter.Name, instrument.Meter.Version, instrument.Name, instrument.Kind);
}
