using Npgsql;

namespace EchoApp.Web.Storage.Postgres;

/// <summary>The store for more than one machine: a schema in a database that any number of processes share.</summary>
internal sealed class Engine : IStore
{
    private readonly NpgsqlDataSource _source;
    private readonly Session _session;
    private readonly RequestWriter _requests;
    private readonly GroupCommit _writer;
    private readonly BinTable _bins;
    private readonly long _most;

    /// <param name="source">What it opens its connections from, and disposes of.</param>
    /// <param name="most">Bytes of requests that it may hold.</param>
    public Engine(NpgsqlDataSource source, long most)
    {
        _source = source;
        _most = most;
        _session = new Session(source);
        _requests = new RequestWriter(_session, new InsertStatement(most));
        _writer = new GroupCommit(_requests.Commit);
        _bins = new BinTable(_session);
        Requests = new RequestTable(_session, _writer);
        Sessions = new SessionTable(_session);
    }

    public IBinStore Bins => _bins;

    public IRequestStore Requests { get; }

    public ISessionStore Sessions { get; }

    public string? WhyNotDurable => null;

    public async Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        var version = await _session.ReadAllAsync(row => row.GetString(0), "SHOW server_version", cancellationToken);
        await _writer.RetryFailedAsync(() => TryWritingAsync(cancellationToken));
        return $"PostgreSQL {version.Single().Split(' ')[0]}";
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
        if (_writer.End())
        {
            _requests.Dispose();
            await _source.DisposeAsync();
        }
    }

    private async Task TryWritingAsync(CancellationToken cancellationToken)
    {
        await _session.ExecuteAsync("UPDATE echoapp.version SET version = version", cancellationToken);
        if (await _session.ReadAllAsync(row => row.GetInt64(0), "SELECT bytes FROM echoapp.usage", cancellationToken) is [var bytes] && bytes >= _most)
        {
            throw new StoreUnavailableException(StoreLimit.Reached);
        }
    }
}
