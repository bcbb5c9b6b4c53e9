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

    /// <param name="source">What it opens its connections from, and disposes of.</param>
    public Engine(NpgsqlDataSource source)
    {
        _source = source;
        _session = new Session(source);
        _requests = new RequestWriter(_session);
        _writer = new GroupCommit(_requests.Commit);
        _bins = new BinTable(_session);
        Requests = new RequestTable(_session, _writer);
    }

    public IBinStore Bins => _bins;

    public IRequestStore Requests { get; }

    public string? WhyNotDurable => null;

    public async Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        var version = await _session.ReadAllAsync(row => row.GetString(0), "SHOW server_version", cancellationToken);
        await _writer.RetryFailedAsync(() => _session.ExecuteAsync("UPDATE echoapp.version SET version = version", cancellationToken));
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
            _session.Dispose();
            await _source.DisposeAsync();
        }
    }
}
