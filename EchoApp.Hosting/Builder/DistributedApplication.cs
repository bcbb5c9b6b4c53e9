using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Builder;
using EchoApp.Hosting.CommandLine;
using EchoApp.Hosting.Engine;
using EchoApp.Hosting.Engine.Console;
using EchoApp.Hosting.Pipelines;
using EchoApp.Hosting.Remote;
using EchoApp.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>The application that AppHost.cs has described, ready to run.</summary>
public partial class DistributedApplication : IHost, IAsyncDisposable
{
    private readonly IHost _host;
    private readonly Lazy<Task> _disposal;

    public DistributedApplication(IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        _host = host;
        _disposal = new Lazy<Task>(DisposeOnceAsync);
    }

    public IServiceProvider Services => _host.Services;

    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    /// <exception cref="DistributedApplicationException">The command line is not one; see <c>--help</c>.</exception>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(new DistributedApplicationOptions { Args = args });

    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var test = AppHostRun.Current;
        if (test is null)
        {
            FatalErrors.Register();
        }

        return new DistributedApplicationBuilder(options, test);
    }

    /// <summary>
    /// Runs until Ctrl+C or SIGTERM, or until everything has ended; then the process's exit code is 1 if something failed. Publishes and the
    /// like where the command line asks for that; the exit code after Ctrl+C is then 130, after SIGTERM 143.
    /// </summary>
    /// <exception cref="DistributedApplicationException">The model has mistakes, and nothing was started; or a step of the pipeline has failed.</exception>
    public virtual void Run() => RunAsync().GetAwaiter().GetResult();

    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (Services.GetRequiredService<AppHostArguments>().Verb == AppHostVerb.Help)
        {
            Services.GetRequiredService<ConsoleOutput>().WriteLine(HelpText.Of(Services.GetRequiredService<DistributedApplicationModel>()));
            await DisposeAsync();
            return;
        }

        if (Services.GetRequiredService<AppHostArguments>().Pipeline is { } request)
        {
            await using (this)
            {
                Environment.ExitCode = await Services.GetRequiredService<PipelineHost>().RunAsync(request, cancellationToken);
                return;
            }
        }

        if (Services.GetRequiredService<AppHostArguments>().Remote is { } remote)
        {
            await using (this)
            {
                await Services.GetRequiredService<RemoteHost>().RunAsync(remote, cancellationToken);
                return;
            }
        }

        await using (this)
        {
            try
            {
                await StartAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested)
            {
                // Ctrl+C before everything had been started is a stop like any other.
                return;
            }

            await _host.WaitForShutdownAsync(cancellationToken);
            Environment.ExitCode = Services.GetRequiredService<ApplicationEnd>().ExitCode;
        }
    }

    /// <exception cref="DistributedApplicationException">The model has mistakes; nothing was started.</exception>
    public virtual async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (Services.GetRequiredService<AppHostArguments>().Verb is var verb and (AppHostVerb.Pipeline or AppHostVerb.Remote))
        {
            var asked = verb == AppHostVerb.Pipeline ? "to publish" : "something of an AppHost that runs already";
            throw new InvalidOperationException($"The command line asks {asked}. Call Run or RunAsync, which does; there is nothing to start.");
        }

        var logger = Services.GetRequiredService<ILogger<DistributedApplication>>();
        var directory = Services.GetRequiredService<AppHostProject>().Directory;
        Log.Version(logger, HostVersion.Text);
        Log.Starting(logger);
        Log.Directory(logger, directory);
        await _host.StartAsync(cancellationToken);
        Log.Started(logger);
    }

    public virtual Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    public virtual void Dispose()
    {
        _host.Dispose();
        GC.SuppressFinalize(this);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _disposal.Value;
        GC.SuppressFinalize(this);
    }

    private async Task DisposeOnceAsync()
    {
        // Disposing the container alone would leave the engine's processes to the watchdog.
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "EchoApp.Hosting version: {version}")]
        public static partial void Version(ILogger logger, string version);

        [LoggerMessage(Level = LogLevel.Information, Message = "Distributed application starting.")]
        public static partial void Starting(ILogger logger);

        [LoggerMessage(Level = LogLevel.Information, Message = "Application host directory is: {directory}")]
        public static partial void Directory(ILogger logger, string directory);

        [LoggerMessage(Level = LogLevel.Information, Message = "Distributed application started. Press Ctrl+C to shut down.")]
        public static partial void Started(ILogger logger);
    }
}
