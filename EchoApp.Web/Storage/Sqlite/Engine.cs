using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EchoApp.Web.Storage.Sqlite;

/// <summary>The store that comes along: one file, of one process.</summary>
internal sealed class Engine : IStore
{
    private readonly Connections _connections;
    private readonly SqliteConnection _writing;
    private readonly DiskRoom _room;
    private readonly RequestWriter _requests;
    private readonly GroupCommit _writer;
    private readonly BinTable _bins;

    private Engine(Connections connections, SqliteConnection writing, Reserve? reserve, long? most, string? whyNotDurable)
    {
        _connections = connections;
        _writing = writing;
        _room = new DiskRoom(writing, reserve);
        _requests = new RequestWriter(writing, _room, most);
        _writer = new GroupCommit(_requests.Commit);
        WhyNotDurable = whyNotDurable;
        var queue = new WriteQueue(_writer, _room, writing);
        _bins = new BinTable(connections, writing, queue);
        Requests = new RequestTable(connections, queue);
        Sessions = new SessionTable(connections, writing, queue);
    }

    public IBinStore Bins => _bins;

    public IRequestStore Requests { get; }

    public ISessionStore Sessions { get; }

    public string? WhyNotDurable { get; }

    /// <summary>Opens a database, makes it where there is none, and brings it to the newest schema.</summary>
    /// <param name="path">The file.</param>
    /// <param name="most">Bytes of requests that it may hold.</param>
    /// <exception cref="StartupException">It is none, or one of a newer EchoApp.</exception>
    public static Engine Open(string path, long most)
    {
        try
        {
            return Open(new Connections(path), new Reserve(Path.ChangeExtension(path, "reserve")), most, whyNotDurable: null);
        }
        catch (Exception exception) when (exception is SqliteException or StoreUnavailableException)
        {
            throw new StartupException($"{path} cannot be used as the store: {exception.Message.TrimEnd('.')}. Move it away to begin anew, or give another Data__Directory.");
        }
        catch (SchemaTooNewException exception)
        {
            throw new StartupException($"{path} cannot be used as the store: {exception.Message}. Run that version, or give another Data__Directory.");
        }
    }

    /// <summary>Keeps what there is room for in memory: the newest, for as long as the process lives.</summary>
    /// <param name="most">Bytes.</param>
    /// <param name="why">Why it is not a file, in a sentence.</param>
    public static Engine InMemory(long most, string why)
    {
        var engine = Open(new Connections(path: null), reserve: null, most: null, why);
        engine.LimitTo(most);
        return engine;
    }

    /// <summary>Lets it grow up to so many bytes; what is more already stays. Not while something is being written.</summary>
    public void LimitTo(long bytes) => _room.LimitTo(bytes);

    public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SweepAsync(CancellationToken cancellationToken) => _bins.SweepAsync(cancellationToken);

    public async Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        await Bins.FindAsync(BinName.Parse("health"), cancellationToken);
        await _writer.RetryFailedAsync(() => _writer.ExecuteAsync(_requests.Probe));
        return WhyNotDurable is null ? "embedded" : "in memory alone, and ends with the process";
    }

    public ValueTask DisposeAsync()
    {
        if (_writer.End())
        {
            _requests.Dispose();
            _writing.Dispose();
            _connections.Close();
        }

        return ValueTask.CompletedTask;
    }

    private static Engine Open(Connections connections, Reserve? reserve, long? most, string? whyNotDurable)
    {
        SqliteLibrary.Load();
        try
        {
            return OpenOnce(connections, reserve, most, whyNotDurable);
        }
        catch (Exception exception) when (IsOfRoom(exception) && reserve is not null)
        {
            // The log and its index want room as soon as they are opened.
            if (!reserve.GiveUp())
            {
                throw;
            }

            return OpenOnce(connections, reserve, most, whyNotDurable);
        }
    }

    private static bool IsOfRoom(Exception exception) => exception
        is StoreUnavailableException { IsFull: true } or SqliteException { SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN };

    private static Engine OpenOnce(Connections connections, Reserve? reserve, long? most, string? whyNotDurable)
    {
        var writing = connections.OpenWriter();
        try
        {
            Migrations.Apply(writing);
            return new Engine(connections, writing, reserve, most, whyNotDurable);
        }
        catch
        {
            writing.Dispose();
            connections.Close();
            throw;
        }
    }
}
