using EchoApp.Hosting.Dashboard.ConsoleLogs;
using EchoApp.Hosting.Dashboard.Resources;
using EchoApp.Hosting.Dashboard.Telemetry;

namespace EchoApp.Hosting.Dashboard.Streaming;

/// <summary>What the stream tells of.</summary>
internal sealed record StreamSources(
    ResourceFeed Resources, ResourceDirectory Directory, ResourceViews Views, ResourceUsageHistory Usage, ConsoleStore Console, ConsoleNames Names, TelemetryStore Telemetry);
