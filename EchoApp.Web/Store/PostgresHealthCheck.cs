using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace EchoApp.Web.Store;

/// <summary>
/// Asks PostgreSQL for an answer. Whoever asks for the health learns that there is none; why, is for the log, once each time that it changes.
/// </summary>
internal sealed partial class PostgresHealthCheck(NpgsqlDataSource store, ILogger<PostgresHealthCheck> logger) : IHealthCheck
{
    // Within the time that a container's health command gives the whole of /health.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    private string? _lastReason;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_patience);
        try
        {
            var version = await AskTwiceAsync(deadline.Token).WaitAsync(deadline.Token);
            Tell(reason: null);
            return HealthCheckResult.Healthy($"PostgreSQL {version}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unhealthy(context, $"it does not answer within {_patience.TotalSeconds} s.");
        }
        catch (NpgsqlException exception)
        {
            return Unhealthy(context, exception.Message);
        }
    }

    // After a restart of PostgreSQL the first connection of the pool is one to the server that is gone.
    private async Task<Version> AskTwiceAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(cancellationToken);
        }
        catch (NpgsqlException)
        {
            return await AskAsync(cancellationToken);
        }
    }

    private async Task<Version> AskAsync(CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT 1", connection);
        await command.ExecuteScalarAsync(cancellationToken);
        return connection.PostgreSqlVersion;
    }

    private HealthCheckResult Unhealthy(HealthCheckContext context, string reason)
    {
        Tell(reason);
        return new HealthCheckResult(context.Registration.FailureStatus, "PostgreSQL does not answer as it should");
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
        [LoggerMessage(Level = LogLevel.Warning, Message = "PostgreSQL does not answer as it should: {Reason}")]
        public static partial void DoesNotAnswer(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Information, Message = "PostgreSQL answers again.")]
        public static partial void AnswersAgain(ILogger logger);
    }
}
