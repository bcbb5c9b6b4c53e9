using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using EchoApp.Hosting.Docker.Environment;
using EchoApp.Hosting.Images;
using EchoApp.Hosting.Parameters;
using EchoApp.Hosting.Pipelines;
using EchoApp.Hosting.Publishing;

namespace EchoApp.Hosting.Docker;

/// <summary>Writes the values that the compose file is to be given in one environment.</summary>
internal sealed class ComposePreparer(ParameterValues parameters, ComposeImageValue images)
{
    public async Task PrepareAsync(DockerComposeEnvironmentResource environment, PipelineStepContext context)
    {
        if (environment.CapturedEnvironmentVariables.Count == 0)
        {
            context.Report("nothing to fill in");
            return;
        }

        var path = ComposePaths.Of(context.Output, context.EnvironmentName).EnvironmentFile;
        var values = EnvFile.Load(path);
        foreach (var (name, variable) in environment.CapturedEnvironmentVariables)
        {
            values.Set(name, await ValueAsync(variable, context), variable.Description);
        }

        await OutputFiles.WriteAsync([new OutputFile(path, values.ToString(), OutputFile.Private)], context.CancellationToken);
        context.Report(environment.CapturedEnvironmentVariables.Count == 1 ? "1 value" : $"{environment.CapturedEnvironmentVariables.Count} values");
        context.Summary.Add("Written:", path);
    }

    private async Task<string> ValueAsync(CapturedEnvironmentVariable variable, PipelineStepContext context) => variable switch
    {
        { Source: ProjectImage image } => await images.OfAsync(image.Project, context),
        { DefaultValue: { } value } => value,
        { Source: ParameterResource parameter } => await parameters.GetAsync(parameter, context.CancellationToken),
        _ => "",
    };
}
