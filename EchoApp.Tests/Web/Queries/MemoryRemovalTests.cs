using EchoApp.Tests.Web.Storage;
using EchoApp.Tests.Web.Storage.Sqlite;

namespace EchoApp.Tests.Web.Queries;

public sealed class MemoryRemovalTests : RemovalContract
{
    private protected override Task<StoreHost> CreateHostAsync() => Task.FromResult<StoreHost>(new MemoryHost());
}
