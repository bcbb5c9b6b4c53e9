using Microsoft.Data.Sqlite;

namespace EchoApp.Tests.Web.Bins.Faults;

/// <summary>What another process does that writes to a database, and does not come to an end with it.</summary>
internal sealed class FileLock : IDisposable
{
    private readonly SqliteConnection _connection;

    public FileLock(string file)
    {
        SQLitePCL.Batteries_V2.Init();
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        _connection.Open();
        using var command = _connection.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        command.ExecuteNonQuery();
    }

    public void Dispose() => _connection.Dispose();
}
