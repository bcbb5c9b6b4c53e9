namespace EchoApp.Tests.Web.Storage.Sqlite;

public sealed class MemoryRequestStoreTests : RequestStoreContract
{
    private protected override Task<StoreHost> CreateHostAsync() => Task.FromResult<StoreHost>(new MemoryHost());
}
