namespace EchoApp.Hosting.Dashboard.Resources;

internal sealed record UrlView(string? Name, string Url, string Text, bool IsInternal, bool IsInactive);
