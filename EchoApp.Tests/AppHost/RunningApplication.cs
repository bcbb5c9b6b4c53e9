using Aspire.Hosting;
using Xunit;

namespace EchoApp.Tests.AppHost;

/// <summary>The application on its embedded store, started once for the tests of a class that only look at it.</summary>
public sealed class RunningApplication : IAsyncLifetime
{
    private TestedAppHost? _appHost;

    public DistributedApplication App => _appHost?.App ?? throw new InvalidOperationException("The application has not been started.");

    public async ValueTask InitializeAsync() => _appHost = await TestedAppHost.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_appHost is not null)
        {
            await _appHost.DisposeAsync();
        }
    }
}
