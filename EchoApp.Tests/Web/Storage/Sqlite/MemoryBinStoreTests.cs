namespace EchoApp.Tests.Web.Storage.Sqlite;

public sealed class MemoryBinStoreTests : BinStoreContract
{
    private protected override Task<StoreHost> CreateHostAsync() => Task.FromResult<StoreHost>(new MemoryHost());
}
