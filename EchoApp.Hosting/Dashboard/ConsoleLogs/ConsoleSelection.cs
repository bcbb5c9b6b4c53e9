namespace EchoApp.Hosting.Dashboard.ConsoleLogs;

/// <summary>Whose lines are wanted: instances by id, all instances of a resource by its name, or everybody's.</summary>
/// <param name="names">Ids and names; <c>*</c> is everybody.</param>
internal sealed class ConsoleSelection(IReadOnlyList<string> names)
{
    private const string Everybody = "*";

    public static ConsoleSelection All { get; } = new([Everybody]);

    public IReadOnlyList<string> Names => names;

    /// <param name="instanceId">Of the lines; lines from before there were instances have the name of the resource.</param>
    /// <param name="resource">The name of the instance's resource.</param>
    public bool Includes(string instanceId, string resource) => names.Any(name =>
        name == Everybody || Is(name, instanceId) || Is(name, resource) || (Is(resource, instanceId) && name.StartsWith(resource + "-", StringComparison.OrdinalIgnoreCase)));

    private static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
