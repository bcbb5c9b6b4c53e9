using Microsoft.Data.Sqlite;

namespace EchoApp.Web.Storage.Sqlite;

/// <summary>Statements that change something, in a transaction that is undone unless it is committed.</summary>
internal sealed class WriteCommand : IDisposable
{
    private readonly SqliteTransaction _transaction;
    private readonly SqliteCommand _command;

    public WriteCommand(SqliteConnection connection)
    {
        _transaction = Telling(() => connection.BeginTransaction(deferred: false));
        _command = connection.CreateCommand();
        _command.Transaction = _transaction;
    }

    public WriteCommand Set(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        _command.CommandText = sql;
        _command.Parameters.Clear();
        foreach (var (name, value) in parameters)
        {
            _command.Parameters.AddWithValue(name, value);
        }

        return this;
    }

    /// <returns>How many rows it has changed.</returns>
    public int Run() => Telling(_command.ExecuteNonQuery);

    /// <returns>The number that it asks for.</returns>
    public long Count() => Telling(_command.ExecuteScalar) is long count ? count : 0;

    public void Commit() => Telling(() =>
    {
        _transaction.Commit();
        return true;
    });

    public void Dispose()
    {
        _command.Dispose();
        _transaction.Dispose();
    }

    private static T Telling<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException exception)
        {
            throw Failure.Of(exception);
        }
    }
}
