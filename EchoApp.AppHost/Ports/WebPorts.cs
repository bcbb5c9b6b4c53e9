namespace EchoApp.AppHost.Ports;

/// <param name="Echo">Where web echoes.</param>
/// <param name="Pages">Where web has its pages, health and API.</param>
internal sealed record WebPorts(int Echo, int Pages);
