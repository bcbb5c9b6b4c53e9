using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Pipelines;
using EchoApp.Publishing.Compose;
using EchoApp.Publishing.Output;

namespace EchoApp.Publishing.Docker;

/// <summary>Writes the values that the compose file is to be given in one environment.</summary>
internal static class ComposePreparer
{
    public static async Task PrepareAsync(DockerComposeEnvironmentResource environment, PipelineStepContext context)
    {
        if (environment.CapturedEnvironmentVariables.Count == 0)
        {
            return;
        }

        var path = ComposePaths.Of(environment, context).EnvironmentFile;
        var values = EnvFile.Load(path);
        foreach (var (name, variable) in environment.CapturedEnvironmentVariables)
        {
            values.Set(name, await ValueAsync(variable, context) ?? "", variable.Description);
        }

        await OutputFiles.WriteAsync([new OutputFile(path, values.ToString(), OutputFile.Private)], context.CancellationToken);
        context.Summary.Add("Values", path);
    }

    // As Aspire has it: a parameter gives way to a fixed value, anything else that has a value does not.
    private static async Task<string?> ValueAsync(CapturedEnvironmentVariable variable, PipelineStepContext context) => variable switch
    {
        { Source: ParameterResource, DefaultValue: { } value } => value,
        { Source: IValueProvider source } => await source.GetValueAsync(new ValueProviderContext { ExecutionContext = context.ExecutionContext }, context.CancellationToken),
        _ => variable.DefaultValue,
    };
}
