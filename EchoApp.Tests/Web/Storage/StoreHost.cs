using EchoApp.Web.Storage;

namespace EchoApp.Tests.Web.Storage;

/// <summary>A place of a test's own that a real engine keeps its data in, gone with the test.</summary>
internal abstract class StoreHost : IAsyncDisposable
{
    /// <summary>Opens a store on it: of an engine that takes more than one at a time, one more.</summary>
    /// <param name="most">Bytes of requests that it may hold.</param>
    public abstract Task<IStore> OpenAsync(long most = long.MaxValue);

    public abstract ValueTask DisposeAsync();
}
