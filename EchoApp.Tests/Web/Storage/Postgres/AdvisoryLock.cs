using System.Globalization;
using Npgsql;
using Xunit;

namespace EchoApp.Tests.Web.Storage.Postgres;

/// <summary>Holds a lock of PostgreSQL's that applications agree on.</summary>
internal sealed class AdvisoryLock : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private AdvisoryLock(NpgsqlConnection connection) => _connection = connection;

    public static async Task<AdvisoryLock> TakeAsync(string connectionString, long key)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(string.Create(CultureInfo.InvariantCulture, $"SELECT pg_advisory_lock({key})"), connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return new AdvisoryLock(connection);
    }

    public async ValueTask DisposeAsync()
    {
        // A server that is only left takes its time to notice.
        await using (var command = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", _connection))
        {
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await _connection.DisposeAsync();
    }
}
