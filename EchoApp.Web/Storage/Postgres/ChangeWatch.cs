using EchoApp.Web.Logging;
using Npgsql;

namespace EchoApp.Web.Storage.Postgres;

/// <summary>
/// Tells of every commit, whichever replica has made it: a connection of its own listens to the notification that goes with each. Where none comes through,
/// because of a pooler that takes another connection for each transaction, it has everybody look again four times a second.
/// </summary>
internal sealed partial class ChangeWatch(NpgsqlDataSource source, Session session, TimeProvider time, ILogger<ChangeWatch> logger)
{
    public const string Channel = "echoapp";

    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a notification of ours may take.</summary>
    private static readonly TimeSpan _proof = TimeSpan.FromSeconds(2);

    /// <summary>A connection may be dead without anybody having said so: so often it is asked, and everybody looks again.</summary>
    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(5);

    /// <summary>Until a connection is tried again at most, where there is none to be had; at first it is a look later, and then twice as long each time.</summary>
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(5);

    /// <summary>Until it is tried again where nothing has come through.</summary>
    private static readonly TimeSpan _retry = TimeSpan.FromMinutes(1);

    private string? _trouble;
    private TimeSpan _pause = _poll;

    /// <inheritdoc cref="IRequestStore.WatchAsync"/>
    public async Task WatchAsync(Action changed, CancellationToken cancellationToken)
    {
        while (true)
        {
            var pause = await ListenAsync(changed, cancellationToken);
            for (var started = time.GetTimestamp(); time.GetElapsedTime(started) < pause;)
            {
                changed();
                await Task.Delay(_poll, time, cancellationToken);
            }
        }
    }

    /// <summary>Listens for as long as that works.</summary>
    /// <returns>When to try again.</returns>
    private async Task<TimeSpan> ListenAsync(Action changed, CancellationToken cancellationToken)
    {
        var isOpen = false;
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            isOpen = true;
            await ExecuteAsync(connection, $"LISTEN {Channel}", cancellationToken);
            if (!await IsToldAsync(connection, changed, cancellationToken))
            {
                // Whoever has got the connection that took it is not to be told for ever.
                await ExecuteAsync(connection, $"UNLISTEN {Channel}", cancellationToken);
                Tell("LISTEN is taken, and nothing comes");
                return _retry;
            }

            Tell(trouble: null);
            _pause = _poll;
            while (true)
            {
                changed();
                if (!await connection.WaitAsync(_silence, cancellationToken))
                {
                    await ExecuteAsync(connection, "SELECT 1", cancellationToken);
                }
            }
        }
        catch (PostgresException exception) when (isOpen && !Failure.IsLostConnection(exception))
        {
            Tell(LogText.Escape(exception.MessageText));
            return _retry;
        }
        catch (Exception)
        {
            // Whatever it is, who reads and writes tells of it.
            cancellationToken.ThrowIfCancellationRequested();
            var pause = _pause;
            _pause = pause * 2 < _longestPause ? pause * 2 : _longestPause;
            return pause;
        }
    }

    /// <summary>Whether what is sent over another connection is heard here.</summary>
    private async Task<bool> IsToldAsync(NpgsqlConnection connection, Action changed, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync($"SELECT pg_notify('{Channel}', '')", cancellationToken);
        for (var waited = TimeSpan.Zero; waited < _proof; waited += _poll)
        {
            changed();
            if (await connection.WaitAsync(_poll, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Once each time that it changes.</summary>
    private void Tell(string? trouble)
    {
        var last = Interlocked.Exchange(ref _trouble, trouble);
        if (trouble is not null && last is null)
        {
            Log.Polls(logger, trouble, _poll.TotalMilliseconds);
        }
        else if (trouble is null && last is not null)
        {
            Log.Listens(logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            1,
            LogLevel.Warning,
            "PostgreSQL's notifications do not come through ({Trouble}), so live streams look into the store every {Interval} ms, and are late by as much. "
            + "A pooler that takes another connection for each transaction does this: let ConnectionStrings__store lead to PostgreSQL itself, or have it pool sessions.")]
        public static partial void Polls(ILogger logger, string trouble, double interval);

        [LoggerMessage(2, LogLevel.Information, "PostgreSQL's notifications come through again.")]
        public static partial void Listens(ILogger logger);
    }
}
