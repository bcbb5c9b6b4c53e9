using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Publishing.Compose;

/// <summary>By which name Docker Compose knows a deployment: Aspire's, so that two checkouts of one application are two projects.</summary>
internal static class ComposeProjectName
{
    private const int IdentityLength = 8;

    public static string Of(IComputeEnvironmentResource environment, PipelineStepContext context)
    {
        var identity = context.Services.GetRequiredService<IConfiguration>()["AppHost:PathSha256"];
        return (identity is { Length: >= IdentityLength } ? $"aspire-{environment.Name}-{identity[..IdentityLength]}" : $"aspire-{environment.Name}").ToLowerInvariant();
    }
}
