namespace EchoApp.Tests.Web.Storage.Sqlite;

public sealed class SqliteRequestStoreTests : RequestStoreContract
{
    private protected override Task<StoreHost> CreateHostAsync() => Task.FromResult<StoreHost>(new SqliteHost());
}
