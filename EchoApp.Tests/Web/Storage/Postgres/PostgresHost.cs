using EchoApp.Web.Storage;
using EchoApp.Web.Storage.Postgres;

namespace EchoApp.Tests.Web.Storage.Postgres;

internal sealed class PostgresHost(string connectionString) : StoreHost
{
    public string ConnectionString => connectionString;

    public static async Task<PostgresHost> CreateAsync(PostgresServer server) => new(await server.CreateDatabaseAsync());

    public override Task<IStore> OpenAsync(long most = long.MaxValue) => Task.FromResult<IStore>(new Engine(Connections.Open(connectionString), most));

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
