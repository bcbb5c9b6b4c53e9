using EchoApp.Web.Queries;
using Npgsql;

namespace EchoApp.Web.Storage.Postgres;

/// <summary>The store for more than one machine: a schema in a database that any number of processes share.</summary>
internal sealed class Engine : IStore
{
    // Of some length, as that of requests is not known: a shorter one finds room in what is there already.
    private const string Sample = """
        INSERT INTO echoapp.requests (position, bin, id, received_at, method, target, body_length, status, details, head, body)
        VALUES (0, 0, '00000000-0000-0000-0000-000000000000', 0, '', '', 0, 0, '', '', decode(repeat('00', 65536), 'hex'))
        """;

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlDataSource _listening;
    private readonly Session _session;
    private readonly RequestWriter _requests;
    private readonly GroupCommit _writer;
    private readonly BinTable _bins;
    private readonly long _most;

    /// <param name="source">What it opens its connections from, and disposes of.</param>
    /// <param name="listening">The same for the connection that listens: one that is no part of a pool.</param>
    /// <param name="most">Bytes of requests that it may hold.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where it tells that nothing can be listened to.</param>
    /// <param name="contents">What takes bodies apart for queries.</param>
    /// <param name="commits">What measures its commits.</param>
    public Engine(NpgsqlDataSource source, NpgsqlDataSource listening, long most, TimeProvider time, ILogger<ChangeWatch> logger, ContentReader contents, CommitMetrics? commits = null)
    {
        _source = source;
        _listening = listening;
        _most = most;
        _session = new Session(source);
        _requests = new RequestWriter(_session, new InsertStatement(most));
        _writer = new GroupCommit(_requests.Commit, commits);
        _bins = new BinTable(_session);
        Requests = new RequestTable(_session, _writer, new ChangeWatch(listening, _session, time, logger), contents);
        Sessions = new SessionTable(_session);
    }

    public IBinStore Bins => _bins;

    public IRequestStore Requests { get; }

    public ISessionStore Sessions { get; }

    public string? WhyNotDurable => null;

    public async Task<long> MeasureAsync(CancellationToken cancellationToken) =>
        (await _session.ReadAllAsync(row => row.GetInt64(0), "SELECT coalesce(max(bytes), 0) FROM echoapp.usage", cancellationToken)).Single();

    public async Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        var server = await _session.ReadAllAsync(
            row => (Version: row.GetString(0), IsReadOnly: row.GetString(1) == "on"),
            "SELECT current_setting('server_version'), current_setting('transaction_read_only')",
            cancellationToken);
        if (server.Single().IsReadOnly)
        {
            _session.LetGo();
            throw new StoreUnavailableException("The store is read-only.");
        }

        await _writer.RetryFailedAsync(() => TryWritingAsync(cancellationToken));
        return $"PostgreSQL {server.Single().Version.Split(' ')[0]}";
    }

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _session.RunAsync(_ => Task.FromResult(true), cancellationToken);
        }
        catch (StoreUnavailableException exception) when (exception.InnerException is SchemaTooNewException reason)
        {
            throw new StartupException($"The database of ConnectionStrings__store cannot be used as the store: {reason.Message}. Run that version, or give another database.");
        }
    }

    public Task SweepAsync(CancellationToken cancellationToken) => _bins.SweepAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _listening.DisposeAsync();
        if (_writer.End())
        {
            _requests.Dispose();
            await _source.DisposeAsync();
        }
    }

    private Task<bool> TryRoomAsync(CancellationToken cancellationToken) => _session.RunAsync(
        async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using var command = new NpgsqlCommand(Sample, connection, transaction);
            await command.ExecuteNonQueryAsync(cancellationToken);
            await transaction.RollbackAsync(cancellationToken);
            return true;
        },
        cancellationToken);

    private async Task TryWritingAsync(CancellationToken cancellationToken)
    {
        await _session.ExecuteAsync("UPDATE echoapp.version SET version = version", cancellationToken);
        if (_writer.IsFull)
        {
            await TryRoomAsync(cancellationToken);
        }

        if (await MeasureAsync(cancellationToken) >= _most)
        {
            throw StoreLimit.WhenReached();
        }
    }
}
