using System.Net.Sockets;
using Aspire.Hosting;
using EchoApp.Hosting.Dashboard.ConsoleLogs;
using EchoApp.Hosting.Dashboard.Listening;
using EchoApp.Hosting.Dashboard.Resources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EchoApp.Hosting.Dashboard;

/// <summary>
/// The dashboard, in the AppHost's own process: it listens before anything starts, and until everything has stopped. What goes wrong in it
/// leaves the application alone, except for configuration that cannot be meant.
/// </summary>
internal sealed partial class DashboardServer(
    IServiceProvider host,
    IConfiguration configuration,
    ConsoleStore console,
    ResourceFeed feed,
    DashboardEndpoints endpoints,
    ListenerPlan plan,
    ILogger<DashboardServer> logger) : IHostedService, IDisposable
{
    /// <summary>How long open requests may take at the end.</summary>
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopped = new();
    private WebApplication? _app;
    private Task _feeding = Task.CompletedTask;

    /// <exception cref="DistributedApplicationException">A configured value is none; the message names its key.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!DashboardSettings.IsWanted(configuration))
        {
            return;
        }

        var settings = DashboardSettings.Of(configuration);
        try
        {
            console.Subscribe();
            if (await ListenAsync(settings, cancellationToken) is { } listeners)
            {
                _feeding = feed.RunAsync(_stopped.Token);
                Tell(settings, listeners);
            }
        }
        catch (IOException exception)
        {
            Log.CannotListen(logger, exception.Message);
        }
        catch (Exception exception) when (exception is not (DistributedApplicationException or OperationCanceledException))
        {
            Log.Failed(logger, exception);
        }
        finally
        {
            if (_app is null)
            {
                // Nobody will read them.
                console.Unsubscribe();
            }
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            console.Unsubscribe();
            using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            soon.CancelAfter(_grace);
            await (_app?.StopAsync(soon.Token) ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _stopped.CancelAsync();
            await _feeding;
            await (_app?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (Exception exception)
        {
            Log.NotStopped(logger, exception);
        }
    }

    public void Dispose()
    {
        ((IDisposable?)_app)?.Dispose();
        _stopped.Dispose();
    }

    // Another process may take a port between the look at it and the listening; it has then been seen the second time.
    private async Task<IReadOnlyList<Listener>?> ListenAsync(DashboardSettings settings, CancellationToken cancellationToken)
    {
        for (var isLast = false; ; isLast = true)
        {
            var listeners = plan.Make(settings);
            if (listeners.Count == 0)
            {
                return null;
            }

            var app = DashboardApplication.Build(host, settings, listeners);
            try
            {
                await app.StartAsync(cancellationToken);
                _app = app;
                return listeners;
            }
            catch (Exception exception)
            {
                await app.DisposeAsync();
                if (isLast || exception is not IOException { InnerException: AddressInUseException or SocketException })
                {
                    throw;
                }
            }
        }
    }

    private void Tell(DashboardSettings settings, IReadOnlyList<Listener> listeners)
    {
        var frontend = listeners.Where(listener => listener.Kind == ListenerKind.Frontend).Select(listener => listener.Url.Uri).ToArray();
        endpoints.Set(new DashboardEndpoints.Addresses(
            frontend[0], settings.BrowserToken, Uri(ListenerKind.OtlpGrpc), Uri(ListenerKind.OtlpHttp), settings.OtlpApiKey));
        foreach (var uri in frontend)
        {
            var url = Text(uri);
            Log.Listening(logger, url);
        }

        if (settings.BrowserToken is { } token)
        {
            var login = $"{Text(frontend[0])}{Access.LoginApi.Path}?{Access.LoginApi.TokenParameter}={System.Uri.EscapeDataString(token)}";
            Log.Login(logger, login);
        }

        Uri Uri(ListenerKind kind) => listeners.Single(listener => listener.Kind == kind).Url.Uri;
    }

    private static string Text(Uri uri) => uri.GetLeftPart(UriPartial.Authority);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Now listening on: {url}")]
        public static partial void Listening(ILogger logger, string url);

        [LoggerMessage(Level = LogLevel.Information, Message = "Login to the dashboard at {url}")]
        public static partial void Login(ILogger logger, string url);

        [LoggerMessage(Level = LogLevel.Error, Message = "The application runs without a dashboard: {reason} Dashboard=false turns it off.")]
        public static partial void CannotListen(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "The application runs without a dashboard, which could not be started. Dashboard=false turns it off.")]
        public static partial void Failed(ILogger logger, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "The dashboard could not be stopped in order.")]
        public static partial void NotStopped(ILogger logger, Exception exception);
    }
}
