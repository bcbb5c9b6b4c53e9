namespace EchoApp.Hosting.Dashboard.Resources;

internal sealed record ResourcesAnswer(string Application, string Version, string Run, IReadOnlyList<ResourceView> Resources);
