using Microsoft.Data.Sqlite;
using Xunit;

namespace EchoApp.Tests.Web.Storage.Sqlite;

/// <summary>SQL on a file that nobody uses.</summary>
internal static class DatabaseSql
{
    public static Task RunAsync(string path, string sql) => AskAsync(path, sql);

    public static async Task<long> ReadNumberAsync(string path, string sql) => (long)(await AskAsync(path, sql))!;

    private static async Task<object?> AskAsync(string path, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new SqliteCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
