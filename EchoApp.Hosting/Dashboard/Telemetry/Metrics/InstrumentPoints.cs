using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;

namespace EchoApp.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>A copy of what is kept of an instrument since some time.</summary>
internal sealed record InstrumentPoints(Sender Sender, Instrument Instrument, IReadOnlyList<SeriesPoints> Series);
