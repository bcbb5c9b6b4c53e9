using System.Globalization;
using EchoApp.Tests.Web.Storage.Postgres;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace EchoApp.Tests.Web.Storage.Postgres;

/// <summary>A real PostgreSQL in a container for all tests, started by the first that asks for it.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Password = "of-the-tests";

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
    internal static Task RunContainerAsync(string name, string port) => ContainerEngine.RunAsync(
        "run", "--detach", "--name", name, "--publish", port, "--env", $"POSTGRES_PASSWORD={Password}", "--env", "POSTGRES_USER=echoapp",
        $"{ContainerEngine.Image}:{ContainerEngine.Tag}", "-c", "max_connections=400");

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
