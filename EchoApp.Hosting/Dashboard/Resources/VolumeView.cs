namespace EchoApp.Hosting.Dashboard.Resources;

internal sealed record VolumeView(string? Source, string Target, string Type, bool IsReadOnly);
