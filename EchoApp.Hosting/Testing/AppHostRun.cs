using System.Reflection;
using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Hosting;

namespace EchoApp.Hosting.Testing;

/// <summary>
/// One run of an AppHost's entry point for a test, on a thread of its own: held in <c>Build()</c> until the test has had its turn with the
/// builder, and in <c>Run()</c> until the test has started and ended the application.
/// </summary>
internal sealed class AppHostRun
{
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(10);
    private static readonly AsyncLocal<AppHostRun?> _current = new();

    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<TestedApplication> _application = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _running = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TestSettings _settings;

    private AppHostRun(TestSettings settings) => _settings = settings;

    /// <summary>The run whose entry point has come here; null outside of tests.</summary>
    public static AppHostRun? Current => _current.Value;

    public static async Task<IDistributedApplicationTestingBuilder> StartAsync(TestSettings settings, CancellationToken cancellationToken)
    {
        var run = new AppHostRun(settings);
        new Thread(run.Run) { IsBackground = true, Name = $"Entry point of {settings.Name}" }.Start();
        try
        {
            return new TestingBuilder(run, await run.ReachedAsync(run._builder.Task, "building an application", cancellationToken));
        }
        catch
        {
            // Not waited for: an entry point that never comes to Build() is what the caller may have given up.
            run._released.TrySetCanceled(CancellationToken.None);
            _ = run.EndAsync();
            throw;
        }
    }

    public void Configure(DistributedApplicationOptions options, HostApplicationBuilderSettings host) => _settings.Apply(options, host);

    /// <summary>Returns when the test wants the application built.</summary>
    /// <exception cref="OperationCanceledException">The test does not want it any more.</exception>
    public void Hold(DistributedApplicationBuilder builder)
    {
        if (!_builder.TrySetResult(builder))
        {
            throw new InvalidOperationException("The AppHost builds a second application. A test can have one of them.");
        }

        _released.Task.GetAwaiter().GetResult();
    }

    /// <summary>Gives the host to the test.</summary>
    /// <returns>What the entry point may have of it.</returns>
    public DistributedApplication Adopt(IHost host)
    {
        var application = new TestedApplication(host, this);
        var lent = new EntryPointHost(application, () => _running.TrySetResult(true));
        _application.SetResult(application);
        return new EntryPointApplication(lent);
    }

    public async Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(!_released.TrySetResult() && _released.Task.IsCanceled, typeof(IDistributedApplicationTestingBuilder));
        return await ReachedAsync(_application.Task, "building its application", cancellationToken);
    }

    /// <summary>Returns when the entry point wants the application to run.</summary>
    public Task WaitForRunAsync(CancellationToken cancellationToken) => ReachedAsync(_running.Task, "running the application that it built", cancellationToken);

    /// <summary>Ends whatever has begun.</summary>
    public async Task DisposeAsync()
    {
        if (!_released.TrySetCanceled(CancellationToken.None)
            && await Task.WhenAny(_application.Task, _ended.Task) == _application.Task)
        {
            await (await _application.Task).DisposeAsync();
        }

        await EndAsync();
    }

    /// <summary>Returns when the entry point has returned. One that does not, 10 s after its application has ended, keeps its thread.</summary>
    public async Task EndAsync() =>
        await ((Task)_ended.Task).WaitAsync(_grace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private void Run()
    {
        _current.Value = this;
        var entryPoint = _settings.EntryPoint;
        try
        {
            entryPoint.Invoke(null, BindingFlags.DoNotWrapExceptions, null, entryPoint.GetParameters().Length == 0 ? [] : [_settings.Args], null);
            _ended.SetResult();
        }
        catch (Exception exception)
        {
            // The boundary of the entry point: the test that waits for it gets what it threw.
            _ended.SetException(exception);
        }
    }

    private async Task<T> ReachedAsync<T>(Task<T> milestone, string deed, CancellationToken cancellationToken)
    {
        if (await Task.WhenAny(milestone, _ended.Task).WaitAsync(cancellationToken) == _ended.Task && !milestone.IsCompleted)
        {
            await _ended.Task;
            throw new InvalidOperationException($"The entry point of {_settings.Name} ended without {deed}.");
        }

        return await milestone;
    }
}
