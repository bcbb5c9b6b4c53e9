using Microsoft.Extensions.Logging;

namespace EchoApp.Hosting.Pipelines;

/// <summary>What the commands that steps run print: shown with <c>--log-level debug</c>.</summary>
internal sealed partial class StepLog(ILogger<StepLog> logger)
{
    public void Add(PipelineStepContext step, string line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            Log.Line(logger, step.Name, line);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "{step}: {line}")]
        public static partial void Line(ILogger logger, string step, string line);
    }
}
