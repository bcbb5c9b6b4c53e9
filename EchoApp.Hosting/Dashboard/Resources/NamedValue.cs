namespace EchoApp.Hosting.Dashboard.Resources;

internal sealed record NamedValue(string Name, string? Value);
