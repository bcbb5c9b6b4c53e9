using System.Text.Json.Serialization;

namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

/// <summary>The default encoder escapes what HTML would take for markup.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TelemetryStatus))]
[JsonSerializable(typeof(PageView<LogView>))]
[JsonSerializable(typeof(PageView<SpanView>))]
[JsonSerializable(typeof(PageView<TraceSummaryView>))]
[JsonSerializable(typeof(TraceView))]
[JsonSerializable(typeof(MetricTreeView))]
[JsonSerializable(typeof(MetricDataView))]
[JsonSerializable(typeof(PointView))]
internal sealed partial class TelemetryJson : JsonSerializerContext;
