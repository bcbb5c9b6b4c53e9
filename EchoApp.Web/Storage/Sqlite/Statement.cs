using SQLitePCL;

namespace EchoApp.Web.Storage.Sqlite;

/// <summary>A statement that is prepared once, and takes bytes where they are: on the path of every request.</summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public Statement(sqlite3 database, string sql)
    {
        _database = database;
        var code = raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement);
        if (code != raw.SQLITE_OK)
        {
            throw Failure.Of(code, raw.sqlite3_errmsg(database).utf8_to_string());
        }
    }

    /// <summary>Rows that the last run has changed.</summary>
    public int Changes => raw.sqlite3_changes(_database);

    public void Bind(int index, long value) => raw.sqlite3_bind_int64(_statement, index, value);

    public void Bind(int index, string value) => raw.sqlite3_bind_text(_statement, index, value);

    public void Bind(int index, ReadOnlySpan<byte> value) => raw.sqlite3_bind_blob(_statement, index, value);

    /// <returns><c>SQLITE_OK</c>, or what went wrong.</returns>
    public int Run()
    {
        var code = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        return code is raw.SQLITE_DONE or raw.SQLITE_ROW ? raw.SQLITE_OK : code;
    }

    public void Dispose() => _statement.Dispose();
}
