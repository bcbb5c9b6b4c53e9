using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Pipelines;
using Aspire.Hosting.Publishing;
using EchoApp.Publishing.Images.Registry;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Publishing.Images;

public static class ImageBuilderExtensions
{
    private const string CheckRegistries = "check-registries";
    private const string RecordImages = "record-images";

    /// <summary>
    /// Images of projects that go to a registry are pushed by the .NET SDK alone, without a container engine. Whether the registry takes them is asked
    /// before they are built; digest and size are written to <c>images.json</c>, and compose projects get the image by its digest.
    /// </summary>
    public static IDistributedApplicationBuilder PushImagesFromSdk(this IDistributedApplicationBuilder builder)
    {
        // Where Aspire no longer registers a class, its own way has to do.
        if (builder.ExecutionContext.IsRunMode
            || !builder.Services.TryDecorate<IResourceContainerImageManager>((services, aspire) => ActivatorUtilities.CreateInstance<SdkImageManager>(services, aspire)))
        {
            return builder;
        }

        builder.Services
            .AddSingleton<SdkImages>().AddSingleton<DotNetPublish>().AddSingleton<PushedImages>().AddSingleton<PushRecord>()
            .AddSingleton<RegistryCheck>().AddSingleton<RegistryConnector>().AddSingleton<InsecureRegistries>()
            .AddSingleton(new RegistryCredentials(Environment.GetEnvironmentVariable));
        builder.Pipeline.AddStep(
            CheckRegistries, CheckAsync, dependsOn: WellKnownPipelineSteps.ProcessParameters,
            requiredBy: new[] { WellKnownPipelineSteps.BuildPrereq, WellKnownPipelineSteps.PushPrereq });
        builder.Pipeline.AddStep(RecordImages, context => context.Services.GetRequiredService<PushRecord>().WriteAsync(context), requiredBy: WellKnownPipelineSteps.Push);
        builder.Pipeline.AddPipelineConfiguration(context => OrderAsync(builder, context));
        return builder;
    }

    private static async Task CheckAsync(PipelineStepContext context)
    {
        var check = context.Services.GetRequiredService<RegistryCheck>();
        foreach (var image in await context.Services.GetRequiredService<SdkImages>().AllAsync(context.CancellationToken))
        {
            await check.CheckAsync(await image.NameAsync(context.CancellationToken), context.CancellationToken);
        }
    }

    private static async Task OrderAsync(IDistributedApplicationBuilder builder, PipelineConfigurationContext context)
    {
        var images = await context.Services.GetRequiredService<SdkImages>().AllAsync(CancellationToken.None);
        var record = context.Steps.Single(step => step.Name == RecordImages);
        foreach (var image in images)
        {
            // Only what goes into the engine needs one.
            foreach (var build in context.GetSteps(image.Project, WellKnownPipelineTags.BuildCompute))
            {
                build.DependsOnSteps.Remove(WellKnownPipelineSteps.CheckContainerRuntime);
            }

            foreach (var push in context.GetSteps(image.Project, WellKnownPipelineTags.PushContainerImage))
            {
                record.DependsOn(push);
            }
        }

        if (images.Count > 0)
        {
            PinIn(builder, context, record);
        }
    }

    // Values are written once it is known what was pushed.
    private static void PinIn(IDistributedApplicationBuilder builder, PipelineConfigurationContext context, PipelineStep record)
    {
        var pushed = context.Services.GetRequiredService<PushedImages>();
        foreach (var environment in context.Model.Resources.OfType<DockerComposeEnvironmentResource>())
        {
            context.Steps.Single(step => step.Name == $"prepare-{environment.Name}").DependsOn(record);
            builder.CreateResourceBuilder(environment).ConfigureEnvFile(variables =>
            {
                foreach (var variable in variables.Values.Where(variable => variable.Source is ContainerImageReference))
                {
                    variable.Source = new PinnedImage((ContainerImageReference)variable.Source!, pushed);
                }
            });
        }
    }
}
