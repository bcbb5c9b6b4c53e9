namespace EchoApp.Web.Echo;

/// <summary>A part of the echo listener's paths that belongs to a feature, which <c>Echo:Prefixes:{name}=false</c> gives back to the echo.</summary>
/// <param name="Name">The name in configuration.</param>
/// <param name="Path">
/// Ending in a slash, it covers what is below it; otherwise it covers exactly this path and what is below it.
/// </param>
internal sealed record ReservedPrefix(string Name, string Path)
{
    public bool Covers(string path) =>
        path.StartsWith(Path, StringComparison.Ordinal)
        && (Path[^1] == '/' || path.Length == Path.Length || path[Path.Length] == '/');
}
