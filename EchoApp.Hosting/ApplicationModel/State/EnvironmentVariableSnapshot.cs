namespace Aspire.Hosting.ApplicationModel;

/// <param name="Name">The variable's name.</param>
/// <param name="Value">Its resolved value.</param>
/// <param name="IsFromSpec">Whether the model set it, as opposed to the surroundings.</param>
public sealed record EnvironmentVariableSnapshot(string Name, string? Value, bool IsFromSpec);
