using EchoApp.Hosting.Engine.Console;
using Spectre.Console;

namespace EchoApp.Hosting.Pipelines.Progress;

/// <summary>The terminal of the process, and how a pipeline shows itself on it.</summary>
internal static class PipelineTerminal
{
    /// <summary>Asks only where both input and output are a terminal; without colours with NO_COLOR (no-color.org).</summary>
    public static IAnsiConsole Console { get; } = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Interactive = System.Console.IsInputRedirected || System.Console.IsOutputRedirected ? InteractionSupport.No : InteractionSupport.Yes,
        ColorSystem = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
    });

    /// <summary>Not where the output goes elsewhere, nor with CI=true, nor on a terminal that cannot move its cursor.</summary>
    public static bool IsLive { get; } = !System.Console.IsOutputRedirected
        && !string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase)
        && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Where lines go while a pipeline runs: above the live list, where there is one.</summary>
    public static ConsoleOutput Output { get; } = IsLive ? Above(Console) : ConsoleOutput.Standard;

    private static ConsoleOutput Above(IAnsiConsole console)
    {
        var writer = new AnsiConsoleWriter(console);
        return new ConsoleOutput(writer, writer, useColour: false);
    }
}
