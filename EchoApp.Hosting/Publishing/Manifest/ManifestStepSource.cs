using System.Text;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Docker;
using EchoApp.Hosting.Pipelines;

namespace EchoApp.Hosting.Publishing.Manifest;

/// <summary>Writes the model as a manifest, for tools that deploy from one.</summary>
internal sealed class ManifestStepSource(PublishedVariables variables) : IPipelineStepSource
{
    private const string FileName = "aspire-manifest.json";

    public IEnumerable<PipelineStep> CreateSteps(DistributedApplicationModel model) =>
    [
        new(KnownSteps.PublishManifest, "Writes the model as aspire-manifest.json.") { DependsOn = [KnownSteps.PublishPrereq], Action = PublishAsync },
    ];

    private async Task PublishAsync(PipelineStepContext context)
    {
        var path = context.Output.Path.EndsWith(".json", StringComparison.Ordinal) ? context.Output.Path : Path.Combine(context.Output.Path, FileName);
        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            var writer = new ManifestWriter(json, variables, Path.GetDirectoryName(path)!, ComposeStepSource.Environment(context.Model));
            await writer.WriteAsync(context.Model, context.CancellationToken);
        }

        await OutputFiles.WriteAsync([new OutputFile(path, Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length))], context.CancellationToken);
        context.Summary.Add("Written:", path);
    }
}
