using EchoApp.Hosting.Pipelines;

namespace EchoApp.Hosting.Docker;

/// <summary>The files of a published compose project.</summary>
/// <param name="Directory">Where they are.</param>
/// <param name="ComposeFile">The services.</param>
/// <param name="PlaceholderFile">Their placeholders, without values.</param>
/// <param name="EnvironmentFile">The values of one environment, secrets among them.</param>
internal sealed record ComposePaths(string Directory, string ComposeFile, string PlaceholderFile, string EnvironmentFile)
{
    /// <param name="output">The output of the pipeline.</param>
    /// <param name="environmentName">Such as Production.</param>
    public static ComposePaths Of(PipelineOutput output, string environmentName) => new(
        output.Path,
        Path.Combine(output.Path, "docker-compose.yaml"),
        Path.Combine(output.Path, ".env"),
        Path.Combine(output.Path, $".env.{environmentName}"));
}
