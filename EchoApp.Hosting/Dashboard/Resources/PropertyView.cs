namespace EchoApp.Hosting.Dashboard.Resources;

/// <param name="Name">For example <c>executable.pid</c>.</param>
/// <param name="Value">As text; null where it is secret.</param>
/// <param name="IsSecret">Whether it has to be asked for by itself.</param>
internal sealed record PropertyView(string Name, string? Value, bool IsSecret);
