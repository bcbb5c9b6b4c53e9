using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EchoApp.Web.Storage.Sqlite;

/// <summary>Connections to one database: a file, or, named without one, memory that lasts as long as any of them.</summary>
internal sealed class Connections
{
    // Who meets a lock waits for it: in seconds. In a file only the one writer holds one, and readers do not wait for it.
    private const int LockTimeout = 5;

    private readonly string _connectionString;

    /// <param name="path">The file; null for memory.</param>
    public Connections(string? path)
    {
        IsMemory = path is null;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path ?? $"file:/echoapp-{Guid.NewGuid():N}?vfs=memdb",
            DefaultTimeout = LockTimeout,
            Pooling = path is not null,
        }.ToString();
    }

    public bool IsMemory { get; }

    /// <exception cref="StoreUnavailableException">It cannot be opened.</exception>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw Failure.Of(exception);
        }
    }

    /// <summary>The one that writes. A commit on it is on the disk.</summary>
    public SqliteConnection OpenWriter()
    {
        var connection = Open();
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
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private void Prepare(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = IsMemory ? "PRAGMA journal_mode = MEMORY" : "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000; PRAGMA secure_delete = ON";
        command.ExecuteNonQuery();

        // For statements that are not run by the client, which waits by itself.
        raw.sqlite3_busy_timeout(connection.Handle, LockTimeout * 1000);
    }
}
