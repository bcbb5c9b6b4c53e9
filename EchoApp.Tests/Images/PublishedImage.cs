using System.Diagnostics;
using System.Text.Json;
using EchoApp.Tests.Images;
using Xunit;

[assembly: AssemblyFixture(typeof(PublishedImage))]

namespace EchoApp.Tests.Images;

/// <summary>The image of EchoApp.Web, published once in a run to the local registry, on the base there; as Aspire does it, without a runtime identifier.</summary>
public sealed class PublishedImage : IAsyncDisposable
{
    public const string Source = "https://example.org/echoapp";

    private const string Registry = "localhost:5050";
    private const string Base = $"{Registry}/echoapp/runtime-deps:12";

    private readonly string _repository = $"tests/echoapp-web-{Guid.NewGuid():N}";
    private readonly HttpClient _registry = new() { BaseAddress = new Uri($"http://{Registry}/v2/") };
    private readonly Lazy<Task<string>> _tag;

    public PublishedImage()
    {
        _registry.DefaultRequestHeaders.Accept.Add(new("application/vnd.docker.distribution.manifest.v2+json"));
        _registry.DefaultRequestHeaders.Accept.Add(new("application/vnd.oci.image.manifest.v1+json"));
        _tag = new(PublishAsync);
    }

    public static string Root { get; } = FindRoot();

    /// <summary>The tag under which it was pushed; skips the test where there is no container engine.</summary>
    public async Task<string> TagAsync()
    {
        await ContainerEngine.RequireAsync();
        return await _tag.Value;
    }

    /// <summary>What the engine runs.</summary>
    public async Task<string> ReferenceAsync() => $"{Registry}/{_repository}:{await TagAsync()}";

    /// <summary>What crosses the network for it: the compressed layers and the configuration.</summary>
    public async Task<long> SizeAsync()
    {
        using var manifest = JsonDocument.Parse(await _registry.GetStringAsync(new Uri($"{_repository}/manifests/{await TagAsync()}", UriKind.Relative)));
        return manifest.RootElement.GetProperty("layers").EnumerateArray().Append(manifest.RootElement.GetProperty("config"))
            .Sum(part => part.GetProperty("size").GetInt64());
    }

    public async ValueTask DisposeAsync()
    {
        if (_tag.IsValueCreated && _tag.Value.IsCompletedSuccessfully)
        {
            await ContainerEngine.RunAsync("rmi", "--force", $"{Registry}/{_repository}:{await _tag.Value}");
            using var head = new HttpRequestMessage(HttpMethod.Head, new Uri($"{_repository}/manifests/{await _tag.Value}", UriKind.Relative));
            using var manifest = await _registry.SendAsync(head);
            using var deleted = await _registry.DeleteAsync(new Uri($"{_repository}/manifests/{manifest.Headers.GetValues("Docker-Content-Digest").Single()}", UriKind.Relative));
        }

        _registry.Dispose();
    }

    private async Task<string> PublishAsync()
    {
        using var artifacts = new TemporaryDirectory();
        var start = new ProcessStartInfo("dotnet",
        [
            "publish", Path.Combine(Root, "EchoApp.Web"), "--configuration", "Release", "--artifacts-path", artifacts.Path, "/t:PublishContainer",
            $"/p:ContainerRegistry={Registry}", $"/p:ContainerRepository={_repository}", $"/p:RepositoryUrl={Source}", "--verbosity", "quiet",
        ])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["ContainerBaseImage"] = Base;
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using var publish = Process.Start(start)!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, output);
        using var tags = JsonDocument.Parse(await _registry.GetStringAsync(new Uri($"{_repository}/tags/list", UriKind.Relative)));
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
