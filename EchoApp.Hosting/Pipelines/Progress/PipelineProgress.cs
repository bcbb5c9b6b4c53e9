using EchoApp.Hosting.Engine.Console;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace EchoApp.Hosting.Pipelines.Progress;

internal static class PipelineProgress
{
    /// <summary>A live list where somebody looks at a terminal; else lines.</summary>
    public static IPipelineProgress Create(IServiceProvider services)
    {
        var console = services.GetRequiredService<ConsoleOutput>();
        var time = services.GetRequiredService<TimeProvider>();
        return IsLive(console) ? new LivePipelineProgress(services.GetRequiredService<IAnsiConsole>(), time) : new LinePipelineProgress(console, time);
    }

    /// <summary>Not where the output goes elsewhere, nor with CI=true, nor on a terminal that cannot move its cursor.</summary>
    private static bool IsLive(ConsoleOutput console) =>
        console == ConsoleOutput.Standard
        && !Console.IsOutputRedirected
        && !string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase)
        && Environment.GetEnvironmentVariable("TERM") != "dumb";
}
