namespace EchoApp.Tests.Web.Storage.Postgres;

public sealed class PostgresBinStoreTests(PostgresServer server) : BinStoreContract
{
    private protected override async Task<StoreHost> CreateHostAsync() => await PostgresHost.CreateAsync(server);
}
