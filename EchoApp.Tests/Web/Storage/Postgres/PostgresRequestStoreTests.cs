namespace EchoApp.Tests.Web.Storage.Postgres;

public sealed class PostgresRequestStoreTests(PostgresServer server) : RequestStoreContract
{
    private protected override async Task<StoreHost> CreateHostAsync() => await PostgresHost.CreateAsync(server);
}
