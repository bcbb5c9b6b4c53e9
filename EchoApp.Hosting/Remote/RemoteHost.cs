using System.Runtime.InteropServices;
using Aspire.Hosting;
using EchoApp.Hosting.Engine.Console;

namespace EchoApp.Hosting.Remote;

/// <summary>Does what is asked of an AppHost that runs already, as the work of the whole process.</summary>
internal sealed class RemoteHost(RunningAppHosts appHosts, ConsoleOutput console)
{
    /// <exception cref="DistributedApplicationException">No AppHost runs, or it refuses; the message says what to do.</exception>
    public async Task RunAsync(RemoteRequest request, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        try
        {
            // Where nothing answers, another one may run.
            while (!await TryAsync(request, ended.Token))
            {
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Enough has been seen.
        }

        void End(PosixSignalContext signal)
        {
            signal.Cancel = !ended.IsCancellationRequested;
            ended.Cancel();
        }
    }

    private async Task<bool> TryAsync(RemoteRequest request, CancellationToken cancellationToken)
    {
        var appHost = appHosts.Find(request.ProcessId);
        using var connection = new AppHostConnection(appHost);
        try
        {
            await (request.Verb switch
            {
                "ps" => PsVerb.RunAsync(connection, request, console, cancellationToken),
                "logs" => LogsVerb.RunAsync(connection, request, console, cancellationToken),
                _ => LifecycleVerb.RunAsync(connection, request, console, cancellationToken),
            });
            return true;
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConnectionError)
        {
            appHosts.Forget(appHost);
            return false;
        }
        catch (HttpRequestException exception)
        {
            throw new DistributedApplicationException($"The AppHost (process {appHost.Pid}) at {appHost.Url} cannot be asked: {exception.Message}", exception);
        }
    }
}
