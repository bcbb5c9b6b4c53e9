namespace EchoApp.Tests.Web.Storage.Postgres;

public sealed class PostgresSessionStoreTests(PostgresServer server) : SessionStoreContract
{
    private protected override async Task<StoreHost> CreateHostAsync() => await PostgresHost.CreateAsync(server);
}
