using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Pipelines;
using EchoApp.Publishing.Compose;
using EchoApp.Publishing.Docker.Publishing;
using EchoApp.Publishing.Output;
using Microsoft.Extensions.Logging;

namespace EchoApp.Publishing.Docker;

/// <summary>Writes the compose file, and the names of what it has to be given.</summary>
internal static partial class ComposePublisher
{
    public static async Task PublishAsync(DockerComposeEnvironmentResource environment, PipelineStepContext context)
    {
        WarnOfWhatIsLeftOut(context);
        var file = ComposeFileBuilder.Build(await ComposeServices.OfAsync(environment, context), environment);
        environment.EnvFileCallback?.Invoke(environment.CapturedEnvironmentVariables);
        var paths = ComposePaths.Of(environment, context);
        var files = new List<OutputFile> { new(paths.ComposeFile, ComposeYaml.Write(file)) };
        if (environment.CapturedEnvironmentVariables.Count > 0)
        {
            files.Add(new OutputFile(paths.PlaceholderFile, Placeholders(environment, paths.PlaceholderFile)));
        }

        await OutputFiles.WriteAsync(files, context.CancellationToken);
        context.Summary.Add("Written", string.Join(", ", files.Select(written => written.Path)));
    }

    private static void WarnOfWhatIsLeftOut(PipelineStepContext context)
    {
        foreach (var resource in context.Model.Resources.Where(resource => !resource.IsExcludedFromPublish()))
        {
            if (resource is ExecutableResource)
            {
                Log.LeftOut(context.Logger, resource.Name);
            }
            else if (resource.TryGetLastAnnotation<ReplicaAnnotation>(out var replicas) && replicas.Replicas > 1)
            {
                Log.Replicas(context.Logger, resource.Name);
            }
        }
    }

    private static string Placeholders(DockerComposeEnvironmentResource environment, string path)
    {
        var placeholders = EnvFile.Load(path);
        foreach (var (name, variable) in environment.CapturedEnvironmentVariables)
        {
            placeholders.AddPlaceholder(name, variable.Description);
        }

        return placeholders.ToString();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "'{resource}' is an executable of this machine; the compose file goes without it.")]
        public static partial void LeftOut(ILogger logger, string resource);

        [LoggerMessage(Level = LogLevel.Warning, Message = "'{resource}' has replicas when it runs here alone. PublishAsDockerComposeService can set service.Deploy.Replicas.")]
        public static partial void Replicas(ILogger logger, string resource);
    }
}
