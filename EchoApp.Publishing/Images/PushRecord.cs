using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Pipelines;
using EchoApp.Publishing.Compose;
using EchoApp.Publishing.Output;
using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Publishing.Images;

/// <summary>Notes what has been pushed: in <c>images.json</c>, by resource, and by digest in the environment file of each compose project.</summary>
internal sealed class PushRecord(PushedImages pushed)
{
    private const string FileName = "images.json";
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    public async Task WriteAsync(PipelineStepContext context)
    {
        if (pushed.All.Count == 0)
        {
            return;
        }

        var path = Path.Combine(context.Services.GetRequiredService<IPipelineOutputService>().GetOutputDirectory(), FileName);
        var images = await ReadAsync(path, context.CancellationToken);
        foreach (var image in pushed.All)
        {
            images[image.Project.Name] = new JsonObject
            {
                ["name"] = image.Image.Name,
                ["tag"] = image.Image.Tag,
                ["digest"] = image.Container.Digest,
                ["size"] = image.Container.Size,
                ["form"] = image.Container.Form.Name,
            };
            context.Summary.Add("Pushed", image.Image.Reference);
            context.Summary.Add("Pushed", image.Pinned);
        }

        var files = context.Model.Resources.OfType<DockerComposeEnvironmentResource>()
            .Select(environment => (environment, images: pushed.All.Where(image => image.Project.GetDeploymentTargetAnnotation(environment) is not null).ToArray()))
            .Where(pair => pair.images.Length > 0)
            .Select(pair => Pin(pair.images, ComposePaths.Of(pair.environment, context).EnvironmentFile));
        await OutputFiles.WriteAsync([new OutputFile(path, images.ToJsonString(_indented) + "\n"), .. files], context.CancellationToken);
    }

    private static OutputFile Pin(IEnumerable<PushedImage> images, string path)
    {
        var values = EnvFile.Load(path);
        foreach (var image in images)
        {
            values.Set(ComposeVariable.ImageOf(image.Project.Name), image.Pinned, $"Container image name for {image.Project.Name}");
        }

        return new OutputFile(path, values.ToString(), OutputFile.Private);
    }

    private static async Task<JsonObject> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return File.Exists(path) ? JsonNode.Parse(await File.ReadAllTextAsync(path, cancellationToken))?.AsObject() ?? [] : [];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new DistributedApplicationException($"{path} is not what push writes: {exception.Message} Move it away.", exception);
        }
    }
}
