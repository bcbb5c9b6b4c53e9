using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Builder;
using EchoApp.Hosting.CommandLine;
using EchoApp.Hosting.Docker.Environment;
using EchoApp.Hosting.Pipelines;
using Microsoft.Extensions.Hosting;

namespace EchoApp.Hosting.Docker;

/// <summary>The values that the last deployment of this environment was given.</summary>
internal sealed class PublishedParameters(AppHostArguments arguments, AppHostProject project, IHostEnvironment environment)
{
    /// <returns>Null where there was none.</returns>
    public string? Find(ParameterResource parameter)
    {
        var output = new PipelineOutput(arguments.Pipeline?.OutputPath, project.Directory);
        var file = EnvFile.Load(ComposePaths.Of(output, environment.EnvironmentName).EnvironmentFile);
        return file.Find(DockerComposeServiceExtensions.VariableName(parameter.Name)) is { Length: > 0 } value ? value : null;
    }
}
