namespace EchoApp.Hosting.Dashboard.Resources;

internal sealed record CommandAnswer(bool Success, string? Message);
