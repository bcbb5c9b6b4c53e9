using System.Reflection;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EchoApp.Tests.Hosting;

/// <summary>An AppHost with an EchoApp, in this process and in a directory of its own. What it runs is the service as it was built.</summary>
internal sealed class EchoApplication : IAsyncDisposable
{
    public const string Token = "of-the-tests-token";

    private static readonly TimeSpan _deadline = TimeSpan.FromMinutes(1);

    private readonly TemporaryDirectory _directory = new();
    private DistributedApplication? _app;

    private EchoApplication()
    {
    }

    public DistributedApplication App => _app ?? throw new InvalidOperationException("It has not been built.");

    public string Directory => _directory.Path;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A builder to look at what is declared.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(params string[] args) => CreateBuilder(Path.GetTempPath(), typeof(EchoApplication).Assembly, args);

    /// <summary>The same, of an AppHost that knows nothing of the service.</summary>
    public static IDistributedApplicationBuilder CreateBuilderWithoutService() => CreateBuilder(Path.GetTempPath(), typeof(DistributedApplication).Assembly, []);

    /// <summary>Builds and starts it, and waits for nothing.</summary>
    public static async Task<EchoApplication> StartAsync(Action<IDistributedApplicationBuilder> declare)
    {
        var application = new EchoApplication();
        try
        {
            var builder = CreateBuilder(application.Directory, typeof(EchoApplication).Assembly, []);
            builder.Services.AddLogging(logging => logging.ClearProviders());
            declare(builder);
            application._app = builder.Build();
            await application.App.StartAsync(Cancel).WaitAsync(_deadline, Cancel);
            return application;
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the resource runs and is healthy.</summary>
    public async Task<CustomResourceSnapshot> HealthyAsync(string name) =>
        (await App.ResourceNotifications.WaitForResourceHealthyAsync(name, Cancel).WaitAsync(_deadline, Cancel)).Snapshot;

    /// <summary>Waits until the resource is in that state.</summary>
    public async Task<CustomResourceSnapshot> InStateAsync(string name, string state) =>
        (await App.ResourceNotifications.WaitForResourceAsync(name, seen => seen.Snapshot.State?.Text == state, Cancel).WaitAsync(_deadline, Cancel)).Snapshot;

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }

        _directory.Dispose();
    }

    private static IDistributedApplicationBuilder CreateBuilder(string directory, Assembly appHost, string[] args) => DistributedApplication.CreateBuilder(new DistributedApplicationOptions
    {
        // With random ports, as Aspire's own host of tests does it.
        Args = [$"--DcpPublisher:CliPath={PathOf("dcpclipath")}", $"--DcpPublisher:DashboardPath={PathOf("aspiredashboardpath")}", "--DcpPublisher:RandomizePorts=true", $"--Parameters:echo-token={Token}", .. args],
        AssemblyName = appHost.GetName().Name,
        ProjectDirectory = directory,
        DisableDashboard = true,
    });

    // Of Aspire's orchestrator and dashboard, which the AppHost of the repository brings along.
    private static string PathOf(string key) => typeof(Projects.EchoApp_AppHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value!;
}
