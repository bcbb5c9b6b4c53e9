using EchoApp.Hosting.Deployment;
using EchoApp.Hosting.Docker;
using EchoApp.Hosting.Docker.Publishing;
using EchoApp.Hosting.Images;
using EchoApp.Hosting.Parameters;
using EchoApp.Hosting.Pipelines.Progress;
using EchoApp.Hosting.Publishing;
using EchoApp.Hosting.Publishing.Manifest;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Hosting.Pipelines;

internal static class PipelineServiceCollectionExtensions
{
    public static IServiceCollection AddPipelines(this IServiceCollection services) => services
        .AddSingleton<IPipelineStepSource, KnownStepSource>().AddSingleton<IPipelineStepSource, ParameterStepSource>()
        .AddSingleton<PipelineCatalog>().AddSingleton<PipelineRunner>().AddSingleton<PipelineHost>().AddSingleton<StepLog>()
        .AddSingleton<IPipelineStepSource, ComposeStepSource>().AddSingleton<IPipelineStepSource, ManifestStepSource>()
        .AddSingleton<ComposePublisher>().AddSingleton<ComposePreparer>().AddSingleton<ComposeSpecResolver>().AddSingleton<PublishedVariables>()
        .AddSingleton<PublishedParameters>().AddSingleton<ParameterValues>().AddSingleton<ParameterPrompt>()
        .AddImages().AddDeployment()
        .AddSingleton(PipelineTerminal.Console).AddSingleton(PipelineProgress.Create);
}
