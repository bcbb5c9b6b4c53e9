namespace EchoApp.Hosting.Dashboard.Resources;

/// <param name="Name">The name of the variable.</param>
/// <param name="Value">Null where it is secret.</param>
/// <param name="IsSecret">Whether it has to be asked for by itself.</param>
/// <param name="IsFromSpec">Whether the model set it.</param>
internal sealed record EnvironmentView(string Name, string? Value, bool IsSecret, bool IsFromSpec);
