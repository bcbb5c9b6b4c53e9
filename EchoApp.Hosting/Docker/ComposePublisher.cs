using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using EchoApp.Hosting.Docker.Environment;
using EchoApp.Hosting.Docker.Publishing;
using EchoApp.Hosting.Pipelines;
using EchoApp.Hosting.Publishing;

namespace EchoApp.Hosting.Docker;

/// <summary>Writes the compose file, and the names of what it has to be given.</summary>
internal sealed class ComposePublisher(ComposeSpecResolver resolver)
{
    public async Task PublishAsync(DockerComposeEnvironmentResource environment, PipelineStepContext context)
    {
        WarnOfWhatIsLeftOut(context);
        var specs = await resolver.ResolveAsync(context.Model, environment, context.CancellationToken);
        var file = ComposeFileBuilder.Build(specs, environment);
        environment.EnvFileCallback?.Invoke(environment.CapturedEnvironmentVariables);
        var paths = ComposePaths.Of(context.Output, context.EnvironmentName);
        var files = new List<OutputFile> { new(paths.ComposeFile, ComposeYaml.Write(file)) };
        if (environment.CapturedEnvironmentVariables.Count > 0)
        {
            files.Add(new OutputFile(paths.PlaceholderFile, Placeholders(environment, paths.PlaceholderFile)));
        }

        await OutputFiles.WriteAsync(files, context.CancellationToken);
        context.Report(file.Services.Count == 1 ? "1 service" : $"{file.Services.Count} services");
        files.ForEach(written => context.Summary.Add("Written:", written.Path));
    }

    private static void WarnOfWhatIsLeftOut(PipelineStepContext context)
    {
        foreach (var resource in context.Model.Resources)
        {
            if (resource is ExecutableResource)
            {
                context.Warn($"'{resource.Name}' is an executable of this machine; the compose file goes without it.");
            }
            else if (resource.TryGetLastAnnotation<ReplicaAnnotation>(out var replicas) && replicas.Replicas > 1)
            {
                context.Warn($"'{resource.Name}' has replicas when it runs here alone. PublishAsDockerComposeService can set service.Deploy.Replicas.");
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
}
