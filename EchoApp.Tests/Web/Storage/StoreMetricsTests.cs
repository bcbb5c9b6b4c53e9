using EchoApp.Tests.Web.Telemetry;
using EchoApp.Web.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EchoApp.Tests.Web.Storage;

public sealed class StoreMetricsTests : IDisposable
{
    private const string Size = "echoapp.store.size";

    private readonly Measurements _measured = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _measured.Dispose();

    [Fact]
    public async Task Size_WhileNobodyCollects_IsNotAskedFor()
    {
        var store = new MeasuredStore(() => Task.FromResult(17L));
        var time = new WatchedTime();
        using var metrics = new StoreMetrics(store, _measured.Meters, time);
        await metrics.StartAsync(Cancellation);

        // It has begun, and ends after the first time that it would have asked.
        await time.HasTimer.WaitAsync(Eventually.Deadline, Cancellation);
        await metrics.StopAsync(Cancellation);

        Assert.Equal(0, store.Asked);
    }

    [Fact]
    public async Task Size_HoweverOftenItIsCollected_IsAskedForEveryFewSeconds()
    {
        var store = new MeasuredStore(() => Task.FromResult(17L));
        using var metrics = await StartAsync(store);
        await TellsAsync(17);
        for (var i = 0; i < 100; i++)
        {
            _measured.Collect();
        }

        Assert.Equal(1, store.Asked);
        store.Answer = () => Task.FromResult(18L);
        await TellsAsync(18);
        Assert.All(_measured.Of(Size), each => Assert.Equal(("By", ""), (each.Unit, each.Tags)));
        await metrics.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Size_OfAStoreThatSaysNothing_IsNotToldAndHoldsUpNobody()
    {
        var silence = new TaskCompletionSource<long>();
        var store = new MeasuredStore(() => silence.Task);
        using var metrics = await StartAsync(store);
        await Eventually.TrueAsync(() => store.Asked == 1, "it is asked");

        _measured.Collect();
        Assert.Empty(_measured.Of(Size));

        store.Answer = () => Task.FromResult(17L);
        await TellsAsync(17);
        await metrics.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Size_OfAStoreThatDoesNotAnswer_IsNotToldUntilItDoes()
    {
        var store = new MeasuredStore(() => Task.FromResult(17L));
        using var metrics = await StartAsync(store);
        await TellsAsync(17);

        store.Answer = () => Task.FromException<long>(new StoreUnavailableException("It is down."));
        await Eventually.TrueAsync(() => !Collects(out _), "it is not told");
        store.Answer = () => Task.FromResult(18L);
        await TellsAsync(18);
        await metrics.StopAsync(Cancellation);
    }

    private async Task<StoreMetrics> StartAsync(MeasuredStore store)
    {
        var metrics = new StoreMetrics(store, _measured.Meters, _time);
        _measured.Listen();
        await metrics.StartAsync(Cancellation);
        return metrics;
    }

    /// <summary>The store is asked by a task of its own: the clock goes on until that has come so far.</summary>
    private Task TellsAsync(double expected) => Eventually.TrueAsync(() => Collects(out var value) && value == expected, $"{expected} is told");

    private bool Collects(out double value)
    {
        var before = _measured.Of(Size).Count;
        _measured.Collect();
        var all = _measured.Of(Size);
        value = all.Count > before ? all[^1].Value : 0;
        _time.Advance(TimeSpan.FromSeconds(1));
        return all.Count > before;
    }

    /// <summary>Tells when somebody begins to wait.</summary>
    private sealed class WatchedTime : FakeTimeProvider
    {
        private readonly TaskCompletionSource _hasTimer = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task HasTimer => _hasTimer.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _hasTimer.TrySetResult();
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }

    /// <summary>A store that is measured and nothing else.</summary>
    private sealed class MeasuredStore(Func<Task<long>> answer) : IStore
    {
        private int _asked;

        public int Asked => Volatile.Read(ref _asked);

        public Func<Task<long>> Answer { get; set; } = answer;

        public IBinStore Bins => throw new NotSupportedException();

        public IRequestStore Requests => throw new NotSupportedException();

        public ISessionStore Sessions => throw new NotSupportedException();

        public string? WhyNotDurable => null;

        public Task PrepareAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task SweepAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<string> DescribeAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<long> MeasureAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            return Answer();
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
