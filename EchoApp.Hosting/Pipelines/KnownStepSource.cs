using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine;

namespace EchoApp.Hosting.Pipelines;

/// <summary>The steps that others are hung onto.</summary>
internal sealed class KnownStepSource : IPipelineStepSource
{
    private const string AddEnvironment = "Say in AppHost.cs where the application is published to: builder.AddDockerComposeEnvironment(\"compose\").";

    private const string AddRegistry = "Say in AppHost.cs which registry images go to: builder.AddContainerRegistry(\"registry\", \"registry.example.com\"). "
        + "One that waits for a parameter has to be given it: --Parameters:registry-endpoint=HOST[:PORT]";

    public IEnumerable<PipelineStep> CreateSteps(DistributedApplicationModel model) =>
    [
        new(KnownSteps.PublishPrereq, "Checks that the application can be published.")
        {
            Action = context =>
            {
                ModelValidator.ValidateShape(context.Model);
                return Task.CompletedTask;
            },
        },
        new(KnownSteps.Publish, "Writes the files that the application is deployed with.") { WayIn = AddEnvironment },
        new(KnownSteps.Build, "Builds the images of the projects."),
        new(KnownSteps.Push, "Puts the images of the projects into their registry.") { DependsOn = [KnownSteps.PushPrereq], WayIn = AddRegistry },
        new(KnownSteps.Deploy, "Brings the application up where it is deployed to.") { WayIn = AddEnvironment },
        new(KnownSteps.Down, "Takes down what deploy has brought up.") { WayIn = AddEnvironment },
    ];
}
