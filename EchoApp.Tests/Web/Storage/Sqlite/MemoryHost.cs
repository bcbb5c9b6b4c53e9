using EchoApp.Web.Storage;
using EchoApp.Web.Storage.Sqlite;

namespace EchoApp.Tests.Web.Storage.Sqlite;

internal sealed class MemoryHost : StoreHost
{
    public const long Most = 4 * 1024 * 1024;

    public override Task<IStore> OpenAsync(long most = long.MaxValue) => Task.FromResult<IStore>(Engine.InMemory(Most, "There is nowhere to write to.", Samples.Contents));

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
