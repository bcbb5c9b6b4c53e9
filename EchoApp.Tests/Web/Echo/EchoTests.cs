using Xunit;

namespace EchoApp.Tests.Web.Echo;

/// <summary>One server for the tests of a class; no test looks at what another did to it.</summary>
public abstract class EchoTests : IAsyncLifetime
{
    private EchoServer? _server;

    private protected EchoServer Server => _server ?? throw new InvalidOperationException("The server has not been started.");

    private protected static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    private protected virtual Dictionary<string, string?> Settings => [];

    public async ValueTask InitializeAsync() => _server = await EchoServer.StartAsync(Settings);

    /// <summary>Whatever a test sends, nothing of it may be logged as an error of ours.</summary>
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Assert.Empty(Server.Errors);
        GC.SuppressFinalize(this);
    }
}
