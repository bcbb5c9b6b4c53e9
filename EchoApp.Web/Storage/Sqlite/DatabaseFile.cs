using Microsoft.Data.Sqlite;

namespace EchoApp.Web.Storage.Sqlite;

/// <summary>What is done to files of databases as wholes, by commands: another process may be using the one that is read.</summary>
internal static class DatabaseFile
{
    private static readonly byte[] _signature = "SQLite format 3\0"u8.ToArray();

    /// <summary>Whether it begins as one does.</summary>
    public static bool IsOne(Stream file)
    {
        Span<byte> start = stackalloc byte[_signature.Length];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.SequenceEqual(_signature);
    }

    /// <summary>Writes what a database holds at this moment to another file, without the room of what was deleted. Who writes to it goes on.</summary>
    /// <param name="path">The database.</param>
    /// <param name="target">The file, which is empty.</param>
    /// <returns>How many requests there are in it.</returns>
    /// <exception cref="SqliteException">It cannot be read, or the other cannot be written.</exception>
    public static long Copy(string path, string target)
    {
        using (var connection = Open(path))
        {
            Run(connection, "VACUUM INTO $target", ("$target", target));
        }

        using var copy = Open(target);
        return Number(copy, "SELECT count(*) FROM requests");
    }

    /// <summary>Brings the log of a database that nobody uses back into its file, so that this alone is all of it.</summary>
    /// <returns>What must not be given again.</returns>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public static GivenOnce Fold(string path)
    {
        using var connection = Open(path);
        Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        var last = Number(connection, "SELECT last FROM positions");
        return new(last, Number(connection, "SELECT count(*) FROM sqlite_schema WHERE name = 'used_links'") == 0 ? [] : ReadUsedLinks(connection));
    }

    /// <summary>Looks through a file that is to be a store, brings it to the newest schema, and ends the sessions in it: some may have been ended since it was made.</summary>
    /// <param name="path">The file, which has no log any longer afterwards.</param>
    /// <param name="given">What must not be given again.</param>
    /// <returns>How many requests there are in it.</returns>
    /// <exception cref="StartupException">It is damaged, or no store.</exception>
    /// <exception cref="SchemaTooNewException">It is one of a newer EchoApp.</exception>
    /// <exception cref="SqliteException">It cannot be read or written.</exception>
    public static long Prepare(string path, GivenOnce given)
    {
        using var connection = Open(path);
        if (Number(connection, "SELECT count(*) FROM sqlite_schema WHERE name IN ('bins', 'requests', 'positions')") < 3)
        {
            throw new StartupException("it is a database of something else");
        }

        if (Damage.FindIn(connection) is { } found)
        {
            throw new StartupException($"it is damaged ({found})");
        }

        Run(connection, "PRAGMA journal_mode = DELETE");
        Migrations.Apply(connection);
        Run(connection, "DELETE FROM sessions");
        Run(connection, "UPDATE positions SET last = max(last, $last)", ("$last", given.Position));
        foreach (var (id, endsAt) in given.UsedLinks)
        {
            Run(connection, "INSERT OR IGNORE INTO used_links (id, ends_at) VALUES ($id, $end)", ("$id", id), ("$end", endsAt));
        }

        return Number(connection, "SELECT count(*) FROM requests");
    }

    private static List<(byte[] Id, long EndsAt)> ReadUsedLinks(SqliteConnection connection)
    {
        using var query = new ReadCommand(connection, "SELECT id, ends_at FROM used_links", []);
        return query.ReadAll(row => (row.GetFieldValue<byte[]>(0), row.GetInt64(1)));
    }

    private static SqliteConnection Open(string path)
    {
        SqliteLibrary.Load();
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 0 };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Run(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(connection, sql, parameters);
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        return (long)command.ExecuteScalar()!;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
