using Aspire.Hosting;
using Xunit;

namespace EchoApp.Tests.Hosting;

/// <summary>An application with an EchoApp, started once for the tests of a class.</summary>
public sealed class RunningEcho : IAsyncLifetime
{
    private EchoApplication? _application;

    internal EchoApplication Application => _application ?? throw new InvalidOperationException("The application has not been started.");

    public async ValueTask InitializeAsync()
    {
        _application = await EchoApplication.StartAsync(builder =>
        {
            var echo = builder.AddEcho("echo", port: 6000);
            echo.AddBin("orders");
            echo.AddBin("retried").WithScript([new(503) { Times = 2, Headers = new Dictionary<string, string> { ["Retry-After"] = "1" } }, new(202) { Body = "{{number}}" }], perHeader: "webhook-id");
            echo.AddBin("shaped", "shaped.bin").WithResponse(201, "{\"bin\": \"{{bin}}\"}", "application/json", delay: TimeSpan.FromMilliseconds(1));
            echo.AddBin("emptied");
            echo.AddBin("untouched").WithRetention(requests: 2, age: TimeSpan.FromDays(1), bytes: 1_000_000);
        });
        await _application.HealthyAsync("echo");
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }
    }
}
