using System.Diagnostics;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace EchoApp.AppHost.Store;

/// <summary>Asks PostgreSQL for an answer: a port that is open is not yet a server that answers.</summary>
/// <param name="connectionString">How to reach it from here.</param>
/// <param name="removeVolume">The command that removes the volume with its data.</param>
internal sealed class StoreReadiness(ReferenceExpression connectionString, string removeVolume) : IHealthCheck
{
    // A server that is just starting answers in a moment, and the host would come again only after a second or more.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(50);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var source = Open(await connectionString.GetValueAsync(cancellationToken));
            return HealthCheckResult.Healthy($"PostgreSQL {await AskAsync(source, cancellationToken)}");
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            return new HealthCheckResult(context.Registration.FailureStatus,
                "PostgreSQL refuses the password: its volume was made with another one. Give that one (--Parameters:store-password=…, or "
                + $"dotnet user-secrets set Parameters:store-password …), or stop and begin anew without the data ({removeVolume}).");
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, $"PostgreSQL does not answer: {exception.Message}");
        }
        catch (ArgumentException exception)
        {
            return new HealthCheckResult(context.Registration.FailureStatus,
                $"The connection string is broken: {exception.Message} Choose a password without quotes.");
        }
    }

    private static NpgsqlDataSource Open(string? connectionString) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        Timeout = (int)_patience.TotalSeconds,
        CommandTimeout = (int)_patience.TotalSeconds,
    });

    private static async Task<Version> AskAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                await using var command = new NpgsqlCommand("SELECT 1", connection);
                await command.ExecuteScalarAsync(cancellationToken);
                return connection.PostgreSqlVersion;
            }
            catch (NpgsqlException exception) when (exception.IsTransient && Stopwatch.GetElapsedTime(started) < _patience)
            {
                await Task.Delay(_interval, cancellationToken);
            }
        }
    }
}
