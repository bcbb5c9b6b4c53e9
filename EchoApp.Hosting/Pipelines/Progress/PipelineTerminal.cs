using Spectre.Console;

namespace EchoApp.Hosting.Pipelines.Progress;

/// <summary>The terminal that people sit at.</summary>
internal static class PipelineTerminal
{
    /// <summary>Interactive only where the standard input is a terminal; without colours with NO_COLOR (no-color.org).</summary>
    public static IAnsiConsole Create() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Interactive = System.Console.IsInputRedirected || System.Console.IsOutputRedirected ? InteractionSupport.No : InteractionSupport.Yes,
        ColorSystem = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
    });
}
