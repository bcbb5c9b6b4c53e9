using EchoApp.Web.Queries;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EchoApp.Web.Storage.Sqlite;

/// <summary>The store that comes along: one file, of one process.</summary>
internal sealed class Engine : IStore
{
    private readonly Connections _connections;
    private readonly SqliteConnection _writing;
    private readonly WriteGate _gate;
    private readonly DiskRoom _room;
    private readonly RequestWriter _requests;
    private readonly GroupCommit _writer;
    private readonly BinTable _bins;
    private readonly Lock _probing = new();
    private Task<bool> _probe = Task.FromResult(true);

    private Engine(Connections connections, SqliteConnection writing, Reserve? reserve, long? most, string? whyNotDurable, ContentReader contents, CommitMetrics? commits)
    {
        _connections = connections;
        _writing = writing;
        _gate = new WriteGate(writing, connections.Damage, connections.Path);
        _room = new DiskRoom(writing, _gate, reserve);
        _requests = new RequestWriter(writing, _room, most);
        var changes = new ChangeWatch();
        _writer = new GroupCommit(
            batch =>
            {
                _requests.Commit(batch);
                changes.Tell();
            },
            commits);
        WhyNotDurable = whyNotDurable;
        var queue = new WriteQueue(_writer, _room, writing);
        _bins = new BinTable(connections, writing, queue);
        Requests = new RequestTable(connections, writing, queue, changes, contents);
        Sessions = new SessionTable(connections, writing, queue);
    }

    public IBinStore Bins => _bins;

    public IRequestStore Requests { get; }

    public ISessionStore Sessions { get; }

    public string? WhyNotDurable { get; }

    /// <summary>Opens a database, makes it where there is none, and brings it to the newest schema.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">Bytes of requests that it may hold.</param>
    /// <param name="contents">What takes bodies apart for queries.</param>
    /// <param name="commits">What measures its commits.</param>
    /// <exception cref="StartupException">It is none, or one of a newer EchoApp.</exception>
    public static Engine Open(string path, long most, ContentReader contents, CommitMetrics? commits = null)
    {
        try
        {
            return Open(new Connections(path), new Reserve(Path.ChangeExtension(path, "reserve")), most, whyNotDurable: null, contents, commits);
        }
        catch (Exception exception) when (exception is SqliteException or StoreUnavailableException)
        {
            var wayOut = exception is StoreUnavailableException { IsDamaged: true } or SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB }
                ? Damage.WayOutOf(path)
                : "Move it away to begin anew, or give another Data__Directory.";
            throw new StartupException($"{path} cannot be used as the store: {exception.Message.TrimEnd('.')}. {wayOut}");
        }
        catch (SchemaTooNewException exception)
        {
            throw new StartupException($"{path} cannot be used as the store: {exception.Message}. Run that version, or give another Data__Directory.");
        }
    }

    /// <summary>Keeps what there is room for in memory: the newest, for as long as the process lives.</summary>
    /// <param name="most">Bytes.</param>
    /// <param name="why">Why it is not a file, in a sentence.</param>
    /// <param name="contents">What takes bodies apart for queries.</param>
    /// <param name="commits">What measures its commits.</param>
    public static Engine InMemory(long most, string why, ContentReader contents, CommitMetrics? commits = null)
    {
        var engine = Open(new Connections(path: null), reserve: null, most: null, why, contents, commits);
        engine.LimitTo(most);
        return engine;
    }

    /// <summary>Lets it grow up to so many bytes; what is more already stays. Not while something is being written.</summary>
    public void LimitTo(long bytes) => _room.LimitTo(bytes);

    public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SweepAsync(CancellationToken cancellationToken) => _bins.SweepAsync(cancellationToken);

    public Task<long> MeasureAsync(CancellationToken cancellationToken) =>
        Task.FromResult(_connections.Read(connection =>
        {
            using var command = new ReadCommand(connection, "SELECT bytes FROM usage", []);
            return command.ReadAll(row => row.GetInt64(0)).Single();
        }));

    public async Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        _gate.Check();
        await Bins.FindAsync(BinName.Parse("health"), cancellationToken);
        await _writer.RetryFailedAsync(ProbeAsync);
        return WhyNotDurable is null ? "embedded" : "in memory alone, and ends with the process";
    }

    public ValueTask DisposeAsync()
    {
        // Who closes the last connection writes the log back. A file that is damaged is left as it is.
        if (_writer.End() && !_connections.Damage.IsFound)
        {
            _requests.Dispose();
            _writing.Dispose();
            _connections.Close();
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>One at a time, however many ask: they would wait for each other, and who sends for all of them.</summary>
    private Task ProbeAsync()
    {
        lock (_probing)
        {
            return _probe.IsCompleted ? _probe = _writer.ExecuteAsync(_requests.Probe) : _probe;
        }
    }

    private static Engine Open(Connections connections, Reserve? reserve, long? most, string? whyNotDurable, ContentReader contents, CommitMetrics? commits)
    {
        SqliteLibrary.Load();
        try
        {
            return OpenOnce(connections, reserve, most, whyNotDurable, contents, commits);
        }
        catch (Exception exception) when (IsOfRoom(exception) && reserve is not null)
        {
            // The log and its index want room as soon as they are opened.
            if (!reserve.GiveUp())
            {
                throw;
            }

            return OpenOnce(connections, reserve, most, whyNotDurable, contents, commits);
        }
    }

    private static bool IsOfRoom(Exception exception) => exception
        is StoreUnavailableException { IsFull: true } or SqliteException { SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN };

    private static Engine OpenOnce(Connections connections, Reserve? reserve, long? most, string? whyNotDurable, ContentReader contents, CommitMetrics? commits)
    {
        var writing = connections.OpenWriter();
        try
        {
            connections.Damage.RefuseToStart(writing);
            Migrations.Apply(writing);
            return new Engine(connections, writing, reserve, most, whyNotDurable, contents, commits);
        }
        catch
        {
            writing.Dispose();
            connections.Close();
            throw;
        }
    }
}
