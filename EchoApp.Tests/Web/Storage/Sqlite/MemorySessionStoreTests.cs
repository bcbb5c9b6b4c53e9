namespace EchoApp.Tests.Web.Storage.Sqlite;

public sealed class MemorySessionStoreTests : SessionStoreContract
{
    private protected override Task<StoreHost> CreateHostAsync() => Task.FromResult<StoreHost>(new MemoryHost());
}
