using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EchoApp.Web.Storage.Sqlite;

/// <summary>Connections to one database: a file, or, named without one, memory that lasts as long as any of them.</summary>
internal sealed class Connections
{
    // Who meets a lock waits for it: in seconds. In a file only the one writer holds one, and readers do not wait for it.
    public const int LockTimeout = 5;

    private readonly string _making;
    private readonly string _connectionString;

    /// <param name="path">The file; null for memory.</param>
    public Connections(string? path)
    {
        Path = path;
        Damage = new Damage(path);
        var settings = new SqliteConnectionStringBuilder
        {
            DataSource = path ?? $"file:/echoapp-{Guid.NewGuid():N}?vfs=memdb",
            DefaultTimeout = LockTimeout,
            Pooling = path is not null,
        };
        _making = settings.ToString();

        // In the place of a file that has been removed who reads makes none.
        settings.Mode = path is null ? settings.Mode : SqliteOpenMode.ReadWrite;
        _connectionString = settings.ToString();
    }

    /// <summary>Null for memory.</summary>
    public string? Path { get; }

    public Damage Damage { get; }

    private bool IsMemory => Path is null;

    /// <summary>Reads over a connection.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be read.</exception>
    public T Read<T>(Func<SqliteConnection, T> read)
    {
        try
        {
            using var connection = Open(_connectionString);
            return read(connection);
        }
        catch (StoreUnavailableException exception)
        {
            throw Damage.Look(exception);
        }
    }

    /// <inheritdoc cref="Read"/>
    public async Task<T> ReadAsync<T>(Func<SqliteConnection, Task<T>> read)
    {
        try
        {
            using var connection = Open(_connectionString);
            return await read(connection);
        }
        catch (StoreUnavailableException exception)
        {
            throw Damage.Look(exception);
        }
    }

    /// <summary>The one that writes. A commit on it is on the disk.</summary>
    public SqliteConnection OpenWriter()
    {
        var connection = Open(_making);
        try
        {
            Prepare(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Closes those that wait to be used again.</summary>
    public void Close()
    {
        foreach (var connectionString in (string[])[_connectionString, _making])
        {
            using var connection = new SqliteConnection(connectionString);
            SqliteConnection.ClearPool(connection);
        }
    }

    /// <exception cref="StoreUnavailableException">It cannot be opened.</exception>
    private static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();

            // For statements that are not run by the client, which waits by itself.
            raw.sqlite3_busy_timeout(connection.Handle, LockTimeout * 1000);
            return connection;
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw Failure.Of(exception);
        }
    }

    private void Prepare(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = IsMemory ? "PRAGMA journal_mode = MEMORY" : "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000; PRAGMA secure_delete = ON";
        command.ExecuteNonQuery();
    }
}
