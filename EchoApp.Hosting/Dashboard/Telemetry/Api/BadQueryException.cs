namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

/// <summary>A parameter of a request that cannot be used; the message says what to do.</summary>
internal sealed class BadQueryException(string message) : Exception(message);
