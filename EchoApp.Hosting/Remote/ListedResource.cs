namespace EchoApp.Hosting.Remote;

/// <summary>What <c>ps</c> tells of an instance, for programs.</summary>
internal sealed record ListedResource(
    string Name,
    string Resource,
    string Id,
    string Type,
    string? State,
    string? Health,
    int? Pid,
    string? Container,
    int? ExitCode,
    string? Failure,
    IReadOnlyList<string> Endpoints);
