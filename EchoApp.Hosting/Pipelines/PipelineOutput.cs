namespace EchoApp.Hosting.Pipelines;

/// <summary>Where a pipeline writes.</summary>
/// <param name="path">As given on the command line, from the current directory; null for <c>aspire-output</c> in the AppHost's directory.</param>
/// <param name="appHostDirectory">The directory of the AppHost's project.</param>
internal sealed class PipelineOutput(string? path, string appHostDirectory)
{
    private const string DefaultName = "aspire-output";

    /// <summary>An absolute path, of a directory that need not exist; of a file where a step writes a single one.</summary>
    public string Path { get; } = path is null ? System.IO.Path.Combine(appHostDirectory, DefaultName) : System.IO.Path.GetFullPath(path);
}
