namespace EchoApp.Hosting.Dashboard.Resources;

/// <summary>How many structured logs of these levels an instance has sent since the AppHost was started.</summary>
internal sealed record TelemetryCounts(long Errors, long Warnings);
