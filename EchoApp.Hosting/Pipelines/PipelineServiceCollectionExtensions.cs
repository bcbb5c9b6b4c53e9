using EchoApp.Hosting.Parameters;
using EchoApp.Hosting.Pipelines.Progress;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Hosting.Pipelines;

internal static class PipelineServiceCollectionExtensions
{
    public static IServiceCollection AddPipelines(this IServiceCollection services) => services
        .AddSingleton<IPipelineStepSource, KnownStepSource>().AddSingleton<IPipelineStepSource, ParameterStepSource>()
        .AddSingleton<PipelineCatalog>().AddSingleton<PipelineRunner>().AddSingleton<PipelineHost>()
        .AddSingleton<ParameterValues>().AddSingleton<ParameterPrompt>()
        .AddSingleton(_ => PipelineTerminal.Create()).AddSingleton(PipelineProgress.Create);
}
