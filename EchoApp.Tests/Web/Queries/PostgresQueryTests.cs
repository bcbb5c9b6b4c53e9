using EchoApp.Tests.Web.Storage;
using EchoApp.Tests.Web.Storage.Postgres;

namespace EchoApp.Tests.Web.Queries;

public sealed class PostgresQueryTests(PostgresServer server) : QueryContract
{
    private protected override async Task<StoreHost> CreateHostAsync() => await PostgresHost.CreateAsync(server);
}
