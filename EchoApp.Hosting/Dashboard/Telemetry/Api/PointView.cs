using System.Text.Json.Serialization;
using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

/// <summary>A point as it arrived. Histograms have count and sum in place of a value.</summary>
internal sealed record PointView(
    long Seq,
    DateTime Time,
    string Resource,
    string? InstanceId,
    string Meter,
    string Instrument,
    string Kind,
    IReadOnlyList<TelemetryAttribute> Attributes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ulong? Count,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Sum);
