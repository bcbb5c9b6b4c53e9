using System.Text.Json;
using EchoApp.Tests.AppHost.Cli;
using EchoApp.Tests.Images;
using Xunit;

[assembly: AssemblyFixture(typeof(PublishedImage))]

namespace EchoApp.Tests.Images;

/// <summary>The image of EchoApp.Web: pushed once in a run, by the Aspire CLI and without a container engine, to the local registry, on the base there.</summary>
public sealed class PublishedImage : IAsyncDisposable
{
    public const string Source = "https://example.org/echoapp";
    public const string Base = $"{Registry}/echoapp/runtime-deps:12";

    private const string Registry = "localhost:5050";

    private readonly string _repository = $"tests/{Guid.NewGuid():N}";
    private readonly HttpClient _registry = new() { BaseAddress = new Uri($"http://{Registry}/v2/") };
    private readonly TemporaryDirectory _output = new();
    private readonly Lazy<Task<string>> _tag;

    public PublishedImage()
    {
        _registry.DefaultRequestHeaders.Accept.Add(new("application/vnd.docker.distribution.manifest.v2+json"));
        _registry.DefaultRequestHeaders.Accept.Add(new("application/vnd.oci.image.manifest.v1+json"));
        _tag = new(PushAsync);
    }

    public static string Root { get; } = FindRoot();

    /// <summary>What the push has written.</summary>
    public string Output => _output.Path;

    /// <summary>Its name, without a tag.</summary>
    public string Name => $"{Registry}/{Repository}";

    private string Repository => $"{_repository}/echoapp-web";

    /// <summary>The tag under which it was pushed; skips the test where there is no container engine.</summary>
    public async Task<string> TagAsync()
    {
        await ContainerEngine.RequireAsync();
        return await _tag.Value;
    }

    /// <summary>What the engine runs.</summary>
    public async Task<string> ReferenceAsync() => $"{Name}:{await TagAsync()}";

    /// <summary>How its code was compiled, as images.json says it.</summary>
    public async Task<string> FormAsync()
    {
        await TagAsync();
        using var images = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Output, "images.json")));
        return images.RootElement.GetProperty("web").GetProperty("form").GetString()!;
    }

    /// <summary>What crosses the network for it: the compressed layers and the configuration.</summary>
    public async Task<long> SizeAsync()
    {
        using var manifest = JsonDocument.Parse(await _registry.GetStringAsync(new Uri($"{Repository}/manifests/{await TagAsync()}", UriKind.Relative)));
        return manifest.RootElement.GetProperty("layers").EnumerateArray().Append(manifest.RootElement.GetProperty("config"))
            .Sum(part => part.GetProperty("size").GetInt64());
    }

    public async ValueTask DisposeAsync()
    {
        if (_tag.IsValueCreated && _tag.Value.IsCompletedSuccessfully)
        {
            await ContainerEngine.TryRunAsync("rmi", "--force", $"{Name}:{await _tag.Value}");
            using var head = new HttpRequestMessage(HttpMethod.Head, new Uri($"{Repository}/manifests/{await _tag.Value}", UriKind.Relative));
            using var manifest = await _registry.SendAsync(head);
            using var deleted = await _registry.DeleteAsync(new Uri($"{Repository}/manifests/{manifest.Headers.GetValues("Docker-Content-Digest").Single()}", UriKind.Relative));
        }

        _registry.Dispose();
        _output.Dispose();
    }

    private async Task<string> PushAsync()
    {
        using var cli = new AspireCli();
        var pushed = (await cli.RunPipelineAsync(
            [AspireCli.NoEngine, .. AspireCli.Build], ["do", "push"], Output,
            $"--Parameters:registry-endpoint={Registry}", $"--Parameters:registry-repository={_repository}")).Succeeded();
        Assert.True(File.Exists(Path.Combine(Output, "images.json")), $"Nothing was pushed:\n{pushed.Output}\n{pushed.Error}");
        using var tags = JsonDocument.Parse(await _registry.GetStringAsync(new Uri($"{Repository}/tags/list", UriKind.Relative)));
        return tags.RootElement.GetProperty("tags").EnumerateArray().Single().GetString()!;
    }

    private static string FindRoot()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "EchoApp.sln")))
        {
            directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("The tests do not run within the source tree.");
        }

        return directory;
    }
}
