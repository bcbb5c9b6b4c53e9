using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Pipelines;
using EchoApp.Publishing.Compose;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Publishing.Deployment;

/// <summary>The values that the last deployment of this environment was given: they stay what they were, unless somebody says otherwise.</summary>
internal static class DeployedParameters
{
    /// <summary>Where a parameter is not configured, takes its value from the environment files of the compose projects.</summary>
    public static void Read(PipelineStepContext context)
    {
        var configuration = context.Services.GetRequiredService<IConfiguration>();
        foreach (var environment in context.Model.Resources.OfType<DockerComposeEnvironmentResource>())
        {
            var values = EnvFile.Load(ComposePaths.Of(environment, context).EnvironmentFile);
            foreach (var parameter in context.Model.Resources.OfType<ParameterResource>().Where(parameter => Find(configuration, parameter) is null))
            {
                if (values.Find(ComposeVariable.NameOf(parameter.Name)) is { Length: > 0 } value)
                {
                    configuration[Key(parameter)] = value;
                }
            }
        }
    }

    /// <returns>The configured value; null where there is none. Shells allow no hyphens in the names of variables.</returns>
    public static string? Find(IConfiguration configuration, ParameterResource parameter) =>
        configuration[Key(parameter)] is { Length: > 0 } value ? value : configuration[Key(parameter).Replace('-', '_')] is { Length: > 0 } other ? other : null;

    private static string Key(ParameterResource parameter) => $"{(parameter.IsConnectionString ? "ConnectionStrings" : "Parameters")}:{parameter.Name}";
}
