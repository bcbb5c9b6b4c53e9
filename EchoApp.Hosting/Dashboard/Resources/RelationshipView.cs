namespace EchoApp.Hosting.Dashboard.Resources;

internal sealed record RelationshipView(string Resource, string Type);
