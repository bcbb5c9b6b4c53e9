using SQLitePCL;

namespace EchoApp.Web.Storage.Sqlite;

/// <summary>A statement that takes and gives bytes where they are: on the path of every request, and where many are looked through.</summary>
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

    /// <summary>Goes on to the next row of what it asks for.</summary>
    /// <returns>False behind the last one.</returns>
    /// <exception cref="StoreUnavailableException">It cannot be read.</exception>
    public bool Read() => raw.sqlite3_step(_statement) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        var code => throw Failure.Of(code, raw.sqlite3_errmsg(_database).utf8_to_string()),
    };

    /// <summary>Makes it begin anew, with other parameters.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>The bytes of a blob, or those of a text in UTF-8, until it goes on.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Dispose() => _statement.Dispose();
}
