using EchoApp.Hosting.Docker;
using EchoApp.Hosting.Images.Registry;
using EchoApp.Hosting.Pipelines;
using EchoApp.Hosting.Projects;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Hosting.Images;

internal static class ImagesServiceCollectionExtensions
{
    public static IServiceCollection AddImages(this IServiceCollection services) => services
        .AddSingleton<IPipelineStepSource, ImageStepSource>()
        .AddSingleton<ProjectImages>().AddSingleton<ImageBuilder>().AddSingleton<ImagePusher>().AddSingleton<PushedImages>().AddSingleton<ComposeImageValue>()
        .AddSingleton(new DotNetCommand(DotNetHost.Path)).AddSingleton<DotNetPublish>()
        .AddSingleton<RegistryCheck>().AddSingleton<RegistryConnector>().AddSingleton<InsecureRegistries>()
        .AddSingleton(new RegistryCredentials(Environment.GetEnvironmentVariable));
}
