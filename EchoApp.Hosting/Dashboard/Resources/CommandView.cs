namespace EchoApp.Hosting.Dashboard.Resources;

internal sealed record CommandView(
    string Name, string DisplayName, string? Description, string State, string? Confirmation, string? Icon, bool IsHighlighted);
