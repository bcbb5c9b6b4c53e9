using EchoApp.Web.Logging;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EchoApp.Web.Storage;

/// <summary>
/// Asks the store for an answer. Whoever asks for the health learns that there is none; why, is for the log, once each time that it changes.
/// </summary>
internal sealed partial class StoreHealthCheck(IStore store, ILogger<StoreHealthCheck> logger) : IHealthCheck
{
    // Within the time that a container's health command gives the whole of /health.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    private const string NoAnswer = "it does not answer as it should";
    private const string Damaged = "it is damaged, and does not become better by itself: the log says how to go on";

    private string? _lastReason;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_patience);
        try
        {
            var description = await store.DescribeAsync(deadline.Token).WaitAsync(deadline.Token);
            Tell(reason: null);
            return store.WhyNotDurable is null ? HealthCheckResult.Healthy(description) : HealthCheckResult.Degraded(description);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unhealthy(context, $"it does not answer within {_patience.TotalSeconds} s.", NoAnswer);
        }
        catch (StoreUnavailableException exception)
        {
            return Unhealthy(context, exception.InnerException?.Message ?? exception.Message, exception.IsDamaged ? Damaged : NoAnswer, exception.WayOut);
        }
    }

    private HealthCheckResult Unhealthy(HealthCheckContext context, string reason, string told, string? wayOut = null)
    {
        Tell(wayOut is null ? LogText.Escape(reason) : $"{LogText.Escape(reason)} {wayOut}");
        return new HealthCheckResult(context.Registration.FailureStatus, told);
    }

    private void Tell(string? reason)
    {
        var last = Interlocked.Exchange(ref _lastReason, reason);
        if (reason is not null && reason != last)
        {
            Log.DoesNotAnswer(logger, reason);
        }
        else if (reason is null && last is not null)
        {
            Log.AnswersAgain(logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The store does not answer as it should: {Reason}")]
        public static partial void DoesNotAnswer(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "The store answers again.")]
        public static partial void AnswersAgain(ILogger logger);
    }
}
