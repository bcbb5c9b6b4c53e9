using EchoApp.Hosting.Dashboard.Telemetry.Model;
using EchoApp.Hosting.Dashboard.Telemetry.Storage;

namespace EchoApp.Hosting.Dashboard.Telemetry.Metrics;

/// <summary>An instrument, and how much is kept of it.</summary>
internal sealed record InstrumentInfo(Sender Sender, Instrument Instrument, int Dimensions, int Points);
