namespace EchoApp.Hosting.Pipelines.Progress;

/// <summary>Shows how a pipeline gets on. Steps report from several threads.</summary>
internal interface IPipelineProgress
{
    /// <param name="steps">What is going to run, in order.</param>
    /// <returns>Ends the showing when it is disposed.</returns>
    Task<IAsyncDisposable> BeginAsync(IReadOnlyList<PipelineStep> steps);

    void Started(PipelineStep step);

    void Reported(PipelineStep step, string status);

    void Warned(PipelineStep step, string message);

    void Printed(string text);

    void Completed(PipelineStep step);

    void Failed(PipelineStep step);

    void Cancelled(PipelineStep step);

    /// <summary>Every step has succeeded.</summary>
    void Finished(PipelineSummary summary);

    /// <summary>Leaves the terminal alone, so that somebody can be asked something, until the result is disposed.</summary>
    Task<IAsyncDisposable> PauseAsync();
}
