namespace EchoApp.Hosting.Pipelines;

/// <summary>What the command line asks a pipeline for.</summary>
/// <param name="Step">The step to run, with all that it depends on.</param>
/// <param name="OutputPath">Where to write, as given; null for the default.</param>
internal sealed record PipelineRequest(string Step, string? OutputPath)
{
    /// <summary>Whether what is taken down loses its volumes, with all data.</summary>
    public bool RemovesVolumes { get; init; }

    /// <summary>Whether nobody needs to be asked before data is lost.</summary>
    public bool IsConfirmed { get; init; }
}
