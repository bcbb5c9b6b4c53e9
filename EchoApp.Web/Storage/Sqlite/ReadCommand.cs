using Microsoft.Data.Sqlite;

namespace EchoApp.Web.Storage.Sqlite;

internal sealed class ReadCommand : IDisposable
{
    private readonly SqliteCommand _command;

    public ReadCommand(SqliteConnection connection, string sql, ReadOnlySpan<(string Name, object Value)> parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            _command.Parameters.AddWithValue(name, value);
        }
    }

    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    public List<T> ReadAll<T>(Func<SqliteDataReader, T> read)
    {
        try
        {
            List<T> all = [];
            using var rows = _command.ExecuteReader();
            while (rows.Read())
            {
                all.Add(read(rows));
            }

            return all;
        }
        catch (SqliteException exception)
        {
            throw Failure.Of(exception);
        }
    }

    public void Dispose() => _command.Dispose();
}
