using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Health;
using EchoApp.Hosting.Engine.Specs;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace EchoApp.Hosting.Engine;

/// <summary>Keeps one instance: waits, starts, watches and stops it, again and again as it is told.</summary>
internal sealed partial class InstanceSupervisor(
    ResourceInstance instance,
    SpecResolver resolver,
    IReadOnlyList<IResourceLauncher> launchers,
    ResourceNotificationService notifications,
    ResourceLoggerService loggers,
    HealthMonitor health,
    TimeProvider timeProvider) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private readonly CancellationTokenSource _hurried = new();
    private readonly ILogger _logger = loggers.GetLogger(instance.Id);
    private CancellationTokenSource _stopRequested = new();
    private CancellationTokenSource _waitSkipped = new();
    private Task _life = Task.CompletedTask;
    private volatile bool _isOver;

    public ResourceInstance Instance => instance;

    /// <summary>Whether it is over and nobody asked for that: it has failed, or it has done its work.</summary>
    public bool HasEndedByItself { get; private set; }

    /// <summary>Whether somebody has asked for it, the engine itself or a command.</summary>
    public bool WasStarted { get; private set; }

    private bool Waits => instance.Resource.HasAnnotationOfType<WaitAnnotation>();

    public event Action? Ended;

    /// <summary>Begins to wait for what it depends on, and then starts. Told again while it waits, it waits no longer.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!_life.IsCompleted && !_isOver)
            {
                await _waitSkipped.CancelAsync();
                return;
            }

            await _life;
            await BeginAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Returns when the instance is over.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await EndAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>From now on a stop, also one under way, gives the instance no time.</summary>
    public Task HurryAsync() => _hurried.CancelAsync();

    /// <summary>Returns when the instance is over, for good: a build is given up, and later starts are refused.</summary>
    public async Task CloseAsync()
    {
        await _closing.CancelAsync();
        await StopAsync(CancellationToken.None);
    }

    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await EndAsync();
            await BeginAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Stops the project, builds it, and starts it again.</summary>
    /// <exception cref="DistributedApplicationException">The build failed; the project stays stopped.</exception>
    public async Task RebuildAsync(ProjectResource project, CancellationToken cancellationToken)
    {
        using var givenUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        await _turn.WaitAsync(givenUp.Token);
        try
        {
            await EndAsync();
            HasEndedByItself = false;
            await PublishAsync(KnownResourceStates.Building);
            try
            {
                await BuildAsync(project, givenUp.Token);
            }
            catch (OperationCanceledException)
            {
                await PublishAsync(KnownResourceStates.NotStarted);
                throw;
            }
            catch (Exception exception)
            {
                await FailAsync(exception, KnownResourceStates.FailedToStart);
                throw;
            }

            await BeginAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _turn.Dispose();
        _stopRequested.Dispose();
        _waitSkipped.Dispose();
        _closing.Dispose();
        _hurried.Dispose();
    }

    private async Task BeginAsync()
    {
        _closing.Token.ThrowIfCancellationRequested();
        HasEndedByItself = false;
        WasStarted = true;
        _isOver = false;
        _stopRequested = new CancellationTokenSource();
        _waitSkipped = CancellationTokenSource.CreateLinkedTokenSource(_stopRequested.Token);

        // Before it returns: whoever has told it to start, and now waits for it, must not take its last end for the new one.
        await PublishAsync(Waits ? KnownResourceStates.Waiting : KnownResourceStates.Starting);
        _life = LiveAsync(_stopRequested.Token, _waitSkipped.Token);
    }

    private async Task EndAsync()
    {
        await _stopRequested.CancelAsync();
        await _life;
    }

    private async Task LiveAsync(CancellationToken stopRequested, CancellationToken waitSkipped)
    {
        await Task.Yield();
        try
        {
            if (Waits)
            {
                await WaitAsync(stopRequested, waitSkipped);
                await PublishAsync(KnownResourceStates.Starting);
            }

            // The model's callbacks are somebody else's code: one that never returns must not keep the instance from being stopped.
            var spec = await Task.Run(() => resolver.ResolveAsync(instance, _logger, stopRequested), stopRequested).WaitAsync(stopRequested);
            await Start(spec, running => RunAsync(spec, running, stopRequested), stopRequested);
        }
        catch (OperationCanceledException) when (stopRequested.IsCancellationRequested)
        {
            _isOver = true;
            await PublishAsync(KnownResourceStates.NotStarted);
        }
        catch (Exception exception)
        {
            // The boundary of the resource: whatever keeps it from starting, or from being stopped, becomes its state.
            _isOver = true;
            await FailAsync(exception, stopRequested.IsCancellationRequested ? KnownResourceStates.Exited : KnownResourceStates.FailedToStart);
        }

        HasEndedByItself = !stopRequested.IsCancellationRequested;
        Ended?.Invoke();
    }

    private async Task WaitAsync(CancellationToken stopRequested, CancellationToken waitSkipped)
    {
        try
        {
            await notifications.WaitForDependenciesAsync(instance.Resource, waitSkipped);
        }
        catch (OperationCanceledException) when (!stopRequested.IsCancellationRequested && waitSkipped.IsCancellationRequested)
        {
            Log.WaitSkipped(_logger);
        }
    }

    private Task BuildAsync(ProjectResource project, CancellationToken cancellationToken) =>
        Start(resolver.BuildOf(project, instance.Id), async build =>
        {
            if (await build.Exited.WaitAsync(cancellationToken) is not 0 and var code)
            {
                throw new DistributedApplicationException($"the build ended with code {code}; its lines are above.");
            }
        }, cancellationToken);

    private async Task Start(ResourceSpec spec, Func<IRunningInstance, Task> use, CancellationToken cancellationToken)
    {
        var launcher = launchers.FirstOrDefault(launcher => launcher.Accepts(spec))
            ?? throw new InvalidOperationException($"Nothing can start a {spec.GetType().Name}.");
        await using var running = await launcher.StartAsync(spec, loggers.Log(instance.Id), cancellationToken);
        await use(running);
    }

    private async Task RunAsync(ResourceSpec spec, IRunningInstance running, CancellationToken stopRequested)
    {
        using var traffic = instance.Proxies.Join(instance.TargetPorts, IsReady);
        await PublishRunningAsync(spec, running);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopRequested);

        // Nobody waits for it to end: a check that does not heed its token must not hold up the stop.
        _ = health.MonitorAsync(instance, over.Token);
        await running.Exited.WaitAsync(stopRequested).ContinueWith(static _ => { }, TaskScheduler.Default);
        traffic.Leave();
        await over.CancelAsync();
        var asked = !running.Exited.IsCompleted;
        if (asked && running.OutlivesApplication && _closing.IsCancellationRequested)
        {
            _isOver = true;
            return;
        }

        if (asked)
        {
            await PublishAsync(KnownResourceStates.Stopping);
            using var hurried = _hurried.Token.Register(() => _ = running.StopAsync(TimeSpan.Zero));
            await running.StopAsync(running.StopGrace);
        }

        var exitCode = await running.Exited;
        traffic.Dispose();
        _isOver = true;
        await PublishExitAsync(exitCode, asked);
    }

    private bool IsReady() => notifications.TryGetCurrentState(instance.Id, out var latest) && latest.Snapshot.HealthStatus == HealthStatus.Healthy;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Started by command, without waiting any longer.")]
        public static partial void WaitSkipped(ILogger logger);

        [LoggerMessage(Level = LogLevel.Error, Message = "{reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
