using EchoApp.Web.Storage;
using EchoApp.Web.Storage.Postgres;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EchoApp.Tests.Web.Storage.Postgres;

internal sealed class PostgresHost(string connectionString) : StoreHost
{
    public string ConnectionString => connectionString;

    public static async Task<PostgresHost> CreateAsync(PostgresServer server) => new(await server.CreateDatabaseAsync());

    public override Task<IStore> OpenAsync(long most = long.MaxValue) => Task.FromResult<IStore>(Open(connectionString, most));

    /// <param name="connectionString">Where it is reached.</param>
    /// <param name="most">Bytes of requests that it may hold.</param>
    /// <param name="time">The clock; null for that of the machine.</param>
    /// <param name="logger">What it logs to; null for nothing.</param>
    public static Engine Open(string connectionString, long most = long.MaxValue, TimeProvider? time = null, ILogger<ChangeWatch>? logger = null) => new(
        Connections.Open(connectionString), Connections.OpenListening(connectionString), most, time ?? TimeProvider.System, logger ?? NullLogger<ChangeWatch>.Instance, Samples.Contents);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
