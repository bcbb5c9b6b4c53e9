namespace EchoApp.Hosting.Engine.Console;

/// <summary>What stands before each line of a resource, in a colour of its own, as docker compose does it.</summary>
internal static class LogPrefix
{
    // Cyan, yellow, green, magenta, blue and their bright sisters; red is kept for errors.
    private static readonly string[] _colours = ["36", "33", "32", "35", "34", "96", "93", "92", "95", "94"];

    /// <param name="console">Where it is printed.</param>
    /// <param name="name">What the instance is called.</param>
    /// <param name="width">The longest of these names.</param>
    /// <param name="index">Which of the resources it is of; below 0 where that is not known.</param>
    public static string Of(ConsoleOutput console, string name, int width, int index) =>
        console.Coloured($"{name.PadRight(width)} | ", _colours[Math.Max(0, index) % _colours.Length]);
}
