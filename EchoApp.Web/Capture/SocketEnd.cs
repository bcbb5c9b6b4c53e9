namespace EchoApp.Web.Capture;

internal sealed record SocketEnd(string? Address, int? Port);
