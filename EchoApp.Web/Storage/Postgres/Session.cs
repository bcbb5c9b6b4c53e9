using Npgsql;

namespace EchoApp.Web.Storage.Postgres;

/// <summary>Runs statements against a database whose schema is the newest: the first of them makes it so.</summary>
internal sealed class Session(NpgsqlDataSource source)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Task? _preparing;
    private volatile bool _isPrepared;

    /// <exception cref="StoreUnavailableException">PostgreSQL does not answer as it should.</exception>
    /// <exception cref="SchemaTooNewException">It has a schema that is not known here.</exception>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, Task<T>> run, CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken);
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            return await run(connection);
        }
        catch (Exception exception) when (Failure.IsOne(exception))
        {
            Note(exception);
            throw Failure.Of(exception);
        }
    }

    public Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params object[] parameters) => RunAsync(
        async connection =>
        {
            await using var command = Command(connection, sql, parameters);
            return await command.ExecuteNonQueryAsync(cancellationToken);
        },
        cancellationToken);

    public Task<List<T>> ReadAllAsync<T>(Func<NpgsqlDataReader, T> read, string sql, CancellationToken cancellationToken, params object[] parameters) =>
        RunTwiceAsync(connection => ReadAsync(connection, read, sql, cancellationToken, parameters), cancellationToken);

    /// <summary>For what only reads: after a restart of PostgreSQL the connections that are at hand are to the server that is gone.</summary>
    public async Task<T> RunTwiceAsync<T>(Func<NpgsqlConnection, Task<T>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(run, cancellationToken);
        }
        catch (StoreUnavailableException exception) when (exception.InnerException is { } reason && Failure.IsLostConnection(reason))
        {
            return await RunAsync(run, cancellationToken);
        }
    }

    public static async Task<List<T>> ReadAsync<T>(NpgsqlConnection connection, Func<NpgsqlDataReader, T> read, string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        await using var command = Command(connection, sql, parameters);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        List<T> all = [];
        while (await rows.ReadAsync(cancellationToken))
        {
            all.Add(read(rows));
        }

        return all;
    }

    /// <summary>Makes the tables, where that has not been done. It goes on when nobody waits for it any longer: of a large store it may take minutes.</summary>
    /// <exception cref="TimeoutException">It takes longer than anybody waits.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_isPrepared)
        {
            return;
        }

        Task preparing;
        lock (_gate)
        {
            preparing = _preparing is { IsCompleted: false } ? _preparing : _preparing = Task.Run(MigrateAsync, CancellationToken.None);
        }

        await preparing.WaitAsync(_patience, cancellationToken);
    }

    /// <summary>For who writes: a connection of its own.</summary>
    public NpgsqlConnection Open()
    {
        if (!_isPrepared)
        {
            // On the writer's own thread, which has nothing else to do.
            PrepareAsync(CancellationToken.None).GetAwaiter().GetResult();
        }

        return source.OpenConnection();
    }

    /// <summary>
    /// Tables that are gone are made again for the next who comes. Connections are let go of that are read-only, which they may stay when the server no
    /// longer is, and those that were given what the server refuses: of a statement that was about to be prepared, the client (10.0.3) then takes it to
    /// return nothing from there on.
    /// </summary>
    public void Note(Exception exception)
    {
        _isPrepared &= !Failure.IsMissingTable(exception);
        if (Failure.IsReadOnly(exception) || Failure.IsOfData(exception))
        {
            LetGo();
        }
    }

    /// <summary>The next who come get new connections.</summary>
    public void LetGo() => source.Clear();

    public static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params ReadOnlySpan<object> parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private async Task MigrateAsync()
    {
        await using var connection = await source.OpenConnectionAsync();
        await Migrations.ApplyAsync(connection, CancellationToken.None);
        _isPrepared = true;
    }
}
