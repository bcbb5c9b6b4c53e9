namespace EchoApp.Hosting.Dashboard.Resources;

/// <param name="Reset">Whether these are all, and what was known before is void.</param>
/// <param name="Resources">Those that have changed.</param>
internal sealed record ResourcesChange(bool Reset, IReadOnlyList<ResourceView> Resources);
