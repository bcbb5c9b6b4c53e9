using EchoApp.Hosting.Engine.Console;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace EchoApp.Hosting.Pipelines.Progress;

internal static class PipelineProgress
{
    /// <summary>A live list where somebody looks at a terminal; else lines.</summary>
    public static IPipelineProgress Create(IServiceProvider services)
    {
        var output = services.GetRequiredService<ConsoleOutput>();
        var time = services.GetRequiredService<TimeProvider>();
        return PipelineTerminal.IsLive && output == PipelineTerminal.Output
            ? new LivePipelineProgress(services.GetRequiredService<IAnsiConsole>(), time)
            : new LinePipelineProgress(output, time);
    }
}
