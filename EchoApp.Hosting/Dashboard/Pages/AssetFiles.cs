using System.Collections.Concurrent;

namespace EchoApp.Hosting.Dashboard.Pages;

/// <summary>Every file of Assets, by its path below <see cref="Root"/>; read when it is first asked for.</summary>
internal sealed class AssetFiles
{
    public const string Root = "/assets";

    private const string Prefix = "assets/";
    private const string Index = "index.html";

    private readonly ConcurrentDictionary<string, AssetFile> _read = new(StringComparer.Ordinal);

    // Built on Windows, the names of folders end with a backslash.
    private readonly Dictionary<string, string> _resources = typeof(AssetFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(name => name[Prefix.Length..].Replace('\\', '/'), StringComparer.Ordinal);

    /// <summary>The page of which all others are made, which is not to be kept: whoever logs out is to be asked again.</summary>
    public AssetFile Page => _read.GetOrAdd(Index, path => new AssetFile(_resources[path], HtmlPage.ContentType, "no-store"));

    public IEnumerable<string> Paths => _resources.Keys.Where(path => path != Index);

    public AssetFile? Find(string path) => path != Index && _resources.TryGetValue(path, out var resource)
        ? _read.GetOrAdd(path, _ => new AssetFile(resource, ContentType(path), "no-cache")) : null;

    private static string ContentType(string path) => Path.GetExtension(path) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".woff2" => "font/woff2",
        ".json" => "application/json",
        _ => "text/plain; charset=utf-8",
    };
}
