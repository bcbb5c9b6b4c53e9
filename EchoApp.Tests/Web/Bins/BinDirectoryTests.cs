using EchoApp.Tests.Web.Storage;
using EchoApp.Web.Bins;
using EchoApp.Web.Capture;
using EchoApp.Web.Storage;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace EchoApp.Tests.Web.Bins;

public sealed class BinDirectoryTests
{
    private static readonly CaptureOptions _options = new(InMemory: false, MaxBins: 10, MaxRequestsPerSecond: 10, CreateOnFirstUse: false, Recent: false);

    private readonly FakeTimeProvider _time = new();
    private readonly HeldBins _bins = new();
    private readonly BinDirectory _directory;

    public BinDirectoryTests() => _directory = new BinDirectory(new HeldStore(_bins), _options, _time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_OfManyAtOnce_AsksTheStoreOnce()
    {
        var finds = Enumerable.Range(0, 50).Select(_ => FindAsync()).ToList();

        _bins.Answer(0, Samples.Bin("orders"));

        Assert.All(await Task.WhenAll(finds), bin => Assert.Equal(Samples.Orders, bin?.Name));
        Assert.NotNull(await FindAsync());
        Assert.Equal(1, _bins.Count);
    }

    [Fact]
    public async Task Find_AfterASecond_AsksAgain()
    {
        var first = FindAsync();
        _bins.Answer(0, Samples.Bin("orders"));
        await first;
        _time.Advance(TimeSpan.FromSeconds(1));

        var second = FindAsync();
        _bins.Answer(1, bin: null);

        Assert.Null(await second);
        Assert.Equal(2, _bins.Count);
    }

    [Fact]
    public async Task Find_OfABinThatWasChangedWhileItWasRead_AsksAgainAndKeepsWhatIsNew()
    {
        var before = FindAsync();
        _directory.Forget(Samples.Orders);
        var after = FindAsync();

        _bins.Answer(1, Samples.Bin("orders", settings: new BinSettings { Raw = true }));
        _bins.Answer(0, Samples.Bin("orders"));

        Assert.False((await before)!.Settings.Raw);
        Assert.True((await after)!.Settings.Raw);
        Assert.True((await FindAsync())!.Settings.Raw);
        Assert.Equal(2, _bins.Count);
    }

    [Fact]
    public async Task Find_WhenTheStoreFails_FailsForAllWhoAskAndIsTriedAgain()
    {
        var finds = Enumerable.Range(0, 2).Select(_ => FindAsync()).ToList();
        _bins.Fail(0);
        foreach (var find in finds)
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(() => find);
        }

        var again = FindAsync();
        _bins.Answer(1, Samples.Bin("orders"));

        Assert.NotNull(await again);
    }

    [Fact]
    public async Task Find_ThatOneGivesUp_GoesOnForTheOthers()
    {
        using var gone = new CancellationTokenSource();
        var first = _directory.FindAsync(Samples.Orders, gone.Token).AsTask();
        var second = FindAsync();

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        _bins.Answer(0, Samples.Bin("orders"));

        Assert.NotNull(await second);
    }

    private Task<Bin?> FindAsync() => _directory.FindAsync(Samples.Orders, Cancellation).AsTask();

    private sealed class HeldStore(IBinStore bins) : IStore
    {
        public IBinStore Bins => bins;

        public IRequestStore Requests => throw new NotSupportedException();

        public ISessionStore Sessions => throw new NotSupportedException();

        public string? WhyNotDurable => null;

        public Task PrepareAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task SweepAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<long> MeasureAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<string> DescribeAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    /// <summary>Answers when, and what, the test says.</summary>
    private sealed class HeldBins : IBinStore
    {
        private readonly List<TaskCompletionSource<Bin?>> _finds = [];

        /// <summary>How often a bin was asked for.</summary>
        public int Count => _finds.Count;

        public void Answer(int find, Bin? bin) => _finds[find].SetResult(bin);

        public void Fail(int find) => _finds[find].SetException(new StoreUnavailableException("The store does not answer."));

        public Task<Bin?> FindAsync(BinName name, CancellationToken cancellationToken)
        {
            _finds.Add(new(TaskCreationOptions.RunContinuationsAsynchronously));
            return _finds[^1].Task;
        }

        public Task<bool> TryCreateAsync(Bin bin, int most, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task DeclareAsync(IReadOnlyList<Bin> bins, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<MeasuredBin?> MeasureAsync(BinName name, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<MeasuredBin>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Bin?> UpdateAsync(BinName name, Func<BinSettings, BinSettings> change, bool beginsScript, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<long> CountAsync(BinName name, string key, DateTimeOffset at, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> DeleteAsync(BinName name, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
