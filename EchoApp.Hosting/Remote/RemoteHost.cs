using System.Net.Sockets;
using System.Runtime.InteropServices;
using Aspire.Hosting;
using EchoApp.Hosting.Engine.Console;

namespace EchoApp.Hosting.Remote;

/// <summary>Does what is asked of an AppHost that runs already, as the work of the whole process.</summary>
internal sealed class RemoteHost(RunningAppHosts appHosts, ConsoleOutput console, TimeProvider timeProvider)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    /// <exception cref="DistributedApplicationException">No AppHost runs, or it refuses; the message says what to do.</exception>
    public async Task RunAsync(RemoteRequest request, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        try
        {
            await AskAsync(await FindAsync(request.ProcessId, ended.Token), request, ended.Token);
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

    // A process that was killed may have left its file, and its number to another one: of several only those that answer count.
    private async Task<RunningAppHost> FindAsync(int? processId, CancellationToken cancellationToken)
    {
        var all = appHosts.All();
        if (processId is null && all.Count > 1)
        {
            var answers = await Task.WhenAll(all.Select(appHost => AnswersAsync(appHost, cancellationToken)));
            RunningAppHost[] answering = [.. all.Where((_, index) => answers[index])];
            all = answering.Length == 0 ? all : answering;
        }

        return appHosts.Find(processId, all);
    }

    private async Task<bool> AnswersAsync(RunningAppHost appHost, CancellationToken cancellationToken)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(appHost.Url.IdnHost, appHost.Url.Port, cancellationToken).AsTask().WaitAsync(_patience, timeProvider, cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is SocketException or TimeoutException)
        {
            return false;
        }
    }

    private async Task AskAsync(RunningAppHost appHost, RemoteRequest request, CancellationToken cancellationToken)
    {
        using var connection = new AppHostConnection(appHost, timeProvider);
        try
        {
            await (request.Verb switch
            {
                "ps" => PsVerb.RunAsync(connection, request, console, cancellationToken),
                "logs" => LogsVerb.RunAsync(connection, request, console, cancellationToken),
                _ => LifecycleVerb.RunAsync(connection, request, console, cancellationToken),
            });
        }
        catch (HttpRequestException exception)
        {
            var advice = exception.HttpRequestError == HttpRequestError.ConnectionError ? ". Try again in a moment; if it still does not answer, start it again." : "";
            throw new DistributedApplicationException($"The AppHost (process {appHost.Pid}) at {appHost.Url} cannot be asked: {exception.Message}{advice}", exception);
        }
    }
}
