using Aspire.Hosting;
using Microsoft.Extensions.Hosting;

namespace EchoApp.Hosting.Testing;

/// <summary>The application in the hands of a test: started once, stopped once and disposed once, however often and by however many that is asked.</summary>
internal sealed class TestedApplication(IHost host, AppHostRun run) : DistributedApplication(host)
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource<Task> _start = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task? _stop;

    /// <summary>Completes as the start does, or is cancelled when there will be none.</summary>
    public Task<Task> Start => _start.Task;

    public override async Task RunAsync(CancellationToken cancellationToken = default)
    {
        await using (this)
        {
            await StartAsync(cancellationToken);
            await this.WaitForShutdownAsync(cancellationToken);
        }
    }

    /// <exception cref="ObjectDisposedException">It was stopped or disposed.</exception>
    public override async Task StartAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stop is not null, typeof(DistributedApplication));
            if (!_start.Task.IsCompleted)
            {
                _start.SetResult(Task.Run(StartOnceAsync, CancellationToken.None));
            }
        }

        await (await _start.Task).WaitAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            _stop ??= Task.Run(StopOnceAsync, CancellationToken.None);
        }

        return _stop.WaitAsync(cancellationToken);
    }

    public override void Dispose()
    {
        Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();
        base.Dispose();
    }

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync(CancellationToken.None);
            await run.EndAsync();
        }
        finally
        {
            await base.DisposeAsync();
            _stopping.Dispose();
        }
    }

    private async Task StartOnceAsync()
    {
        await run.WaitForRunAsync(_stopping.Token);
        await base.StartAsync(_stopping.Token);
    }

    private async Task StopOnceAsync()
    {
        await _stopping.CancelAsync();
        if (!_start.TrySetCanceled(CancellationToken.None))
        {
            await (await _start.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(CancellationToken.None);
    }
}
