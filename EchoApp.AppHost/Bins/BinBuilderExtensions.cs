namespace EchoApp.AppHost.Bins;

internal static class BinBuilderExtensions
{
    /// <summary>Declares a bin: what is sent to <c>/b/{name}</c> on the echo's port, and below it, is kept.</summary>
    public static IResourceBuilder<ProjectResource> WithBin(this IResourceBuilder<ProjectResource> web, string name, bool raw = false) =>
        web.WithEnvironment($"Bins__{name}__Raw", raw ? "true" : "false");
}
