using System.Globalization;
using EchoApp.Tests.Web.Storage.Postgres;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace EchoApp.Tests.Web.Storage.Postgres;

/// <summary>A real PostgreSQL in a container for all tests, started by the first that asks for it.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    internal const string Password = "of-the-tests";

    private readonly string _name = $"echoapp-test-postgres-{Guid.NewGuid():N}";
    private readonly Lazy<Task<int>> _port;

    public PostgresServer() => _port = new Lazy<Task<int>>(StartAsync);

    /// <summary>Makes an empty database, and tells how to reach it.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        await ContainerEngine.RequireAsync();
        var name = $"t{Guid.NewGuid():N}";
        await RunAsync(ConnectionString(await _port.Value, "postgres"), $"CREATE DATABASE {name}");
        return ConnectionString(await _port.Value, name);
    }

    public static async Task RunAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<long> ReadNumberAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>What stands in each table of a database that is not PostgreSQL's own, as PostgreSQL sends it: text in UTF-8, and bytes as they are.</summary>
    public static async Task<IReadOnlyList<(string Place, byte[] Bytes)>> ReadTablesAsync(string connectionString)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        await connection.OpenAsync(cancellation);
        List<string> tables = [];
        await using (var query = new NpgsqlCommand("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')", connection))
        await using (var rows = await query.ExecuteReaderAsync(cancellation))
        {
            while (await rows.ReadAsync(cancellation))
            {
                tables.Add(rows.GetString(0));
            }
        }

        List<(string, byte[])> contents = [];
        foreach (var table in tables)
        {
            await using var copy = await connection.BeginRawBinaryCopyAsync($"COPY {table} TO STDOUT (FORMAT binary)", cancellation);
            using var bytes = new MemoryStream();
            await copy.CopyToAsync(bytes, cancellation);
            contents.Add((table, bytes.ToArray()));
        }

        return contents;
    }

    /// <summary>Runs a line of the shell where PostgreSQL runs, in which a database is <c>$database</c>.</summary>
    public Task<string> RunInShellAsync(string connectionString, string script) =>
        ContainerEngine.RunAsync("exec", "--env", $"database={new NpgsqlConnectionStringBuilder(connectionString).Database}", _name, "sh", "-c", script);

    /// <summary>The names of the files of a database, and of the write-ahead log of all, that one of these texts stands in; a line each.</summary>
    public async Task<string> FindInFilesAsync(string connectionString, IEnumerable<string> texts)
    {
        await RunAsync(connectionString, "CHECKPOINT");
        var patterns = string.Join(' ', texts.Select(text => $"-e '{text}'"));
        const string Oid = "$(psql -U echoapp -d $database -Atc 'SELECT oid FROM pg_database WHERE datname = current_database()')";

        // The log is written on: a segment may go while it is searched, which grep tells with a 2.
        return await RunInShellAsync(
            connectionString, $"cd \"$(psql -U echoapp -d $database -Atc 'SHOW data_directory')\" && grep -rslaF {patterns} \"$PWD/base/{Oid}\" \"$PWD/pg_wal\"; [ $? -le 2 ]");
    }

    public async ValueTask DisposeAsync()
    {
        if (_port.IsValueCreated)
        {
            await ContainerEngine.TryRunAsync("rm", "--force", "--volumes", _name);
        }
    }

    internal static string ConnectionString(int port, string database) => $"Host=127.0.0.1;Port={port};Username=echoapp;Password={Password};Database={database}";

    /// <param name="name">The container's.</param>
    /// <param name="port">How its port is published.</param>
    /// <param name="options">Of the container.</param>
    /// <param name="command">What runs in its place, where options make the shell its entry point.</param>
    internal static Task RunContainerAsync(string name, string port, string[]? options = null, string? command = null) => ContainerEngine.RunAsync(
    [
        "run", "--detach", "--name", name, "--publish", port, "--env", $"POSTGRES_PASSWORD={Password}", "--env", "POSTGRES_USER=echoapp", .. options ?? [],
        $"{ContainerEngine.Image}:{ContainerEngine.Tag}", "-c", command ?? "max_connections=400",
    ]);

    internal static Task AnswersAsync(int port) => Eventually.TrueAsync(() => AnswersAsync(ConnectionString(port, "postgres")), "PostgreSQL answers");

    private static async Task<bool> AnswersAsync(string connectionString)
    {
        try
        {
            await RunAsync(connectionString, "SELECT 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private async Task<int> StartAsync()
    {
        await RunContainerAsync(_name, "127.0.0.1::5432");
        var published = await ContainerEngine.RunAsync("port", _name, "5432/tcp");
        var port = int.Parse(published.Split(':')[^1], CultureInfo.InvariantCulture);
        await AnswersAsync(port);
        return port;
    }
}
