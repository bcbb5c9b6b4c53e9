namespace EchoApp.Tests.Web.Storage.Sqlite;

public sealed class SqliteRetentionTests : RetentionContract
{
    private protected override Task<StoreHost> CreateHostAsync() => Task.FromResult<StoreHost>(new SqliteHost());
}
