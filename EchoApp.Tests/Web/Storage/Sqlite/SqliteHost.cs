using EchoApp.Web.Storage;
using EchoApp.Web.Storage.Sqlite;

namespace EchoApp.Tests.Web.Storage.Sqlite;

internal sealed class SqliteHost : StoreHost
{
    private readonly TemporaryDirectory _directory = new();

    public string File => Path.Combine(_directory.Path, "echoapp.db");

    public override Task<IStore> OpenAsync(long most = long.MaxValue) => Task.FromResult<IStore>(Engine.Open(File, most, Samples.Contents));

    public override ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }
}
