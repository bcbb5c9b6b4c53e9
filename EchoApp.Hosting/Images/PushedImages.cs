using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Docker;
using EchoApp.Hosting.Pipelines;
using EchoApp.Hosting.Publishing;

namespace EchoApp.Hosting.Images;

/// <summary>Notes what has been pushed: in <c>images.json</c>, by resource, and in the environment file of the compose project.</summary>
internal sealed class PushedImages : IDisposable
{
    private const string FileName = "images.json";
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task AddAsync(PushedImage pushed, PipelineStepContext context)
    {
        await _turn.WaitAsync(context.CancellationToken);
        try
        {
            var path = Path.Combine(context.Output.Path, FileName);
            var images = await ReadAsync(path, context.CancellationToken);
            images[pushed.Project.Name] = new JsonObject
            {
                ["name"] = pushed.Image.Name,
                ["tag"] = pushed.Image.Tag,
                ["digest"] = pushed.Container.Digest,
                ["size"] = pushed.Container.Size,
            };
            await OutputFiles.WriteAsync([new OutputFile(path, images.ToJsonString(_indented) + "\n"), .. ComposeImageValue.Pin(pushed, context)], context.CancellationToken);
            context.Summary.Add("Written:", path);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <returns>The image with its digest, where the one of this name and tag has been pushed; else null.</returns>
    public static async Task<string?> FindAsync(ProjectResource project, RemoteImage image, PipelineStepContext context)
    {
        var entry = (await ReadAsync(Path.Combine(context.Output.Path, FileName), context.CancellationToken))[project.Name];
        return (string?)entry?["name"] == image.Name && (string?)entry?["tag"] == image.Tag ? $"{image.Name}@{(string?)entry?["digest"]}" : null;
    }

    public void Dispose() => _turn.Dispose();

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
