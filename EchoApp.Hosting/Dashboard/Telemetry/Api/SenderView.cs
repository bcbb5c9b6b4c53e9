namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

/// <summary>Who sent it.</summary>
/// <param name="Name"><c>service.name</c>.</param>
/// <param name="InstanceId"><c>service.instance.id</c>, if it was sent.</param>
/// <param name="DisplayName">The name where one instance has sent, else that of the instance.</param>
internal sealed record SenderView(string Name, string? InstanceId, string DisplayName);
