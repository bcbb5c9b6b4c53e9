namespace EchoApp.Hosting.Pipelines;

/// <summary>A named piece of a pipeline, such as <c>publish-compose</c>. Without an action it only gathers others under its name.</summary>
/// <param name="Name">What <c>do</c> takes; names of Aspire where Aspire has the step.</param>
/// <param name="Description">One sentence for <c>do diagnostics</c>.</param>
internal sealed record PipelineStep(string Name, string Description)
{
    /// <summary>The steps that have to be done before this one.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>The steps that come before this one if they run too; it does not bring them along.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>The steps that have to wait for this one, and that bring it along when they are asked for.</summary>
    public IReadOnlyList<string> RequiredBy { get; init; } = [];

    /// <summary>What AppHost.cs has to say for the step to have something to do; null where nothing can be said.</summary>
    public string? WayIn { get; init; }

    public Func<PipelineStepContext, Task>? Action { get; init; }
}
