using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EchoApp.Publishing.Compose;

/// <summary>The files of a published compose project, where Aspire has them.</summary>
/// <param name="Directory">The output directory, or where there are several environments, one in it for each.</param>
/// <param name="ComposeFile">The services.</param>
/// <param name="PlaceholderFile">Their placeholders, without values.</param>
/// <param name="EnvironmentFile">The values of one environment, secrets among them: <c>.env.Production</c>.</param>
internal sealed record ComposePaths(string Directory, string ComposeFile, string PlaceholderFile, string EnvironmentFile)
{
    /// <summary>Where no compose file lies about that would be read: the root.</summary>
    public static string Elsewhere { get; } = Path.GetPathRoot(Environment.CurrentDirectory)!;

    public static ComposePaths Of(IComputeEnvironmentResource environment, PipelineStepContext context)
    {
        var output = context.Services.GetRequiredService<IPipelineOutputService>();
        var isAlone = context.Model.Resources.OfType<IComputeEnvironmentResource>().Count() == 1;
        var directory = isAlone ? output.GetOutputDirectory() : output.GetOutputDirectory(environment);
        return new ComposePaths(
            directory,
            Path.Combine(directory, "docker-compose.yaml"),
            Path.Combine(directory, ".env"),
            Path.Combine(directory, $".env.{context.Services.GetRequiredService<IHostEnvironment>().EnvironmentName}"));
    }
}
