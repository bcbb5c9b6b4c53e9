namespace EchoApp.Tests.Web.Storage.Sqlite;

public sealed class SqliteSessionStoreTests : SessionStoreContract
{
    private protected override Task<StoreHost> CreateHostAsync() => Task.FromResult<StoreHost>(new SqliteHost());
}
