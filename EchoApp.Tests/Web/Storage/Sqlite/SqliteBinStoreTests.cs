namespace EchoApp.Tests.Web.Storage.Sqlite;

public sealed class SqliteBinStoreTests : BinStoreContract
{
    private protected override Task<StoreHost> CreateHostAsync() => Task.FromResult<StoreHost>(new SqliteHost());
}
