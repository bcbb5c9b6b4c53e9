namespace EchoApp.Hosting.Dashboard.ConsoleLogs;

/// <summary>Whose lines are wanted: instances by id, all instances of a resource by its name, or everybody's.</summary>
/// <param name="names">Ids and names; <c>*</c> is everybody.</param>
internal sealed class ConsoleSelection(IReadOnlyList<string> names)
{
    private const string Everybody = "*";

    public static ConsoleSelection All { get; } = new([Everybody]);

    /// <param name="instanceId">Of the lines; lines from before there were instances have the name of the resource.</param>
    /// <param name="resourceOf">The name of an instance's resource.</param>
    public bool Includes(string instanceId, Func<string, string> resourceOf)
    {
        var resource = resourceOf(instanceId);
        return names.Any(name =>
            name == Everybody || Is(name, instanceId) || Is(name, resource) || (Is(resource, instanceId) && Is(resourceOf(name), resource)));
    }

    private static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
