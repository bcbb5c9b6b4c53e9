using Aspire.Hosting;

namespace EchoApp.Hosting.Pipelines;

/// <summary>Tells a failed step's cause: mistakes and refused files in a line, anything else with its stack trace.</summary>
internal static class StepFailure
{
    public static DistributedApplicationException Of(PipelineStep step, Exception exception) => new(
        exception is DistributedApplicationException or IOException or UnauthorizedAccessException
            ? $"{step.Name} failed: {exception.Message}"
            : $"{step.Name} failed unexpectedly: {exception}",
        exception);
}
