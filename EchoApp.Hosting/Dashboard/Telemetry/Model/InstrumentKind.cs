namespace EchoApp.Hosting.Dashboard.Telemetry.Model;

internal enum InstrumentKind
{
    /// <summary>A monotonic sum: only its rate says something.</summary>
    Counter,

    /// <summary>A sum that also falls.</summary>
    UpDownCounter,

    Gauge,

    /// <summary>Counts by bucket.</summary>
    Histogram,
}
