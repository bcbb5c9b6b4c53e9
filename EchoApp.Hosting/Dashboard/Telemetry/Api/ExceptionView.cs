namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

internal sealed record ExceptionView(string? Type, string? Message, string? StackTrace);
