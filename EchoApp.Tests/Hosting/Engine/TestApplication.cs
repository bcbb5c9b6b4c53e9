using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine;
using EchoApp.Hosting.Engine.Console;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EchoApp.Tests.Hosting.Engine;

/// <summary>An application on the real engine, with fakes for processes, time and terminal where a test wants them.</summary>
internal sealed class TestApplication : IAsyncDisposable
{
    private readonly TemporaryDirectory? _ownDirectory;

    /// <param name="declare">What AppHost.cs would say.</param>
    /// <param name="realProcesses">Whether to start what the model says, rather than fakes.</param>
    /// <param name="args">The command line.</param>
    public TestApplication(Action<IDistributedApplicationBuilder> declare, bool realProcesses = false, params string[] args)
        : this(new TemporaryDirectory(), declare, realProcesses, args)
    {
    }

    /// <param name="directory">The directory of the AppHost, which may have run there before.</param>
    /// <param name="declare">What AppHost.cs would say.</param>
    /// <param name="realProcesses">Whether to start what the model says, rather than fakes.</param>
    /// <param name="args">The command line.</param>
    public TestApplication(string directory, Action<IDistributedApplicationBuilder> declare, bool realProcesses, params string[] args)
    {
        Directory = directory;
        var builder = TestBuilder.Create(directory, args);
        builder.Services.AddSingleton(new ConsoleOutput(Output, Error, useColour: false));
        builder.Services.AddSingleton<TimeProvider>(Time);
        if (!realProcesses)
        {
            builder.Services.AddSingleton<IResourceLauncher>(Launcher);
            foreach (var real in builder.Services.Where(service => service.ServiceType == typeof(IResourceLauncher) && service.ImplementationInstance is null).ToArray())
            {
                builder.Services.Remove(real);
            }
        }

        declare(builder);
        App = builder.Build();
    }

    private TestApplication(TemporaryDirectory own, Action<IDistributedApplicationBuilder> declare, bool realProcesses, string[] args)
        : this(own.Path, declare, realProcesses, args) => _ownDirectory = own;

    public DistributedApplication App { get; }

    public LineWriter Output { get; } = new();

    public LineWriter Error { get; } = new();

    public FakeLauncher Launcher { get; } = new();

    public ManualTime Time { get; } = new();

    public string Directory { get; }

    public ResourceNotificationService Notifications => App.ResourceNotifications;

    public ResourceLoggerService Logs => App.Services.GetRequiredService<ResourceLoggerService>();

    public IHostApplicationLifetime Lifetime => App.Services.GetRequiredService<IHostApplicationLifetime>();

    public int ExitCode => App.Services.GetRequiredService<ApplicationEnd>().ExitCode;

    public static Task<TestApplication> StartAsync(Action<IDistributedApplicationBuilder> declare, bool realProcesses = false, params string[] args) =>
        StartAsync(new TestApplication(declare, realProcesses, args));

    public static async Task<TestApplication> StartAsync(TestApplication application)
    {
        try
        {
            await application.App.StartAsync().WaitAsync(Eventually.Deadline);
            return application;
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }
    }

    public async Task<CustomResourceSnapshot> StateAsync(string resource, string state) =>
        (await Notifications.WaitForResourceAsync(resource, e => e.Snapshot.State?.Text == state).WaitAsync(Eventually.Deadline)).Snapshot;

    public async Task<CustomResourceSnapshot> SnapshotAsync(string resource, Func<CustomResourceSnapshot, bool> condition) =>
        (await Notifications.WaitForResourceAsync(resource, e => condition(e.Snapshot)).WaitAsync(Eventually.Deadline)).Snapshot;

    public CustomResourceSnapshot Now(string resource) => Notifications.Latest(resource).Single().Snapshot;

    public Task<ExecuteCommandResult> CommandAsync(string resource, string command) =>
        App.ResourceCommands.ExecuteCommandAsync(resource, command).WaitAsync(Eventually.Deadline);

    /// <summary>The lines so far, those of the standard error marked with an exclamation mark.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync(string resource)
    {
        var lines = new List<string>();
        await foreach (var batch in Logs.GetAllAsync(resource))
        {
            lines.AddRange(batch.Select(line => (line.IsErrorMessage ? "!" : "") + line.Content[(line.Content.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
        }

        return lines;
    }

    public Task EndedAsync() => Eventually.TrueAsync(() => Lifetime.ApplicationStopping.IsCancellationRequested, "the application ends");

    public Task StopAsync() => App.StopAsync().WaitAsync(Eventually.Deadline);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync().AsTask().WaitAsync(Eventually.Deadline);
        _ownDirectory?.Dispose();
    }
}
