using EchoApp.Web.Storage;
using Xunit;

namespace EchoApp.Tests.Web.Storage;

/// <summary>What every store does with what is not to stay, and what it tells of what it holds.</summary>
public abstract class RetentionContract
{
    private static readonly BinName _others = BinName.Parse("others");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_ByNumber_LeavesTheNewestOfThatBin()
    {
        await using var host = await CreateHostAsync();
        await using var store = await OpenAsync(host, 10);

        Assert.Equal(7, await store.Requests.SweepAsync(Samples.Orders, new Retained(3, null, null), Cancellation));

        Assert.Equal(0, await store.Requests.SweepAsync(Samples.Orders, new Retained(3, null, null), Cancellation));
        Assert.Equal(["/9", "/8", "/7"], await TargetsAsync(store));
        Assert.Single(await store.Requests.ListAsync(_others, null, 10, Cancellation));
    }

    [Fact]
    public async Task Sweep_ByBytes_LeavesTheNewestThatAreNoMore()
    {
        await using var host = await CreateHostAsync();
        await using var store = await OpenAsync(host, 10);
        var size = Samples.Request("/0").Size;

        // One byte less than three: two.
        Assert.Equal(8, await store.Requests.SweepAsync(Samples.Orders, new Retained(null, (3 * size) - 1, null), Cancellation));

        Assert.Equal(["/9", "/8"], await TargetsAsync(store));
        Assert.Equal(2, await store.Requests.SweepAsync(Samples.Orders, new Retained(null, size - 1, null), Cancellation));
    }

    [Fact]
    public async Task Sweep_ByTime_LeavesWhatWasReceivedThenOrLater()
    {
        await using var host = await CreateHostAsync();
        await using var store = await OpenAsync(host, 0);
        for (var i = 0; i < 6; i++)
        {
            // Of each two the one that was received first is stored last.
            await AppendAsync(store, $"/{i}", Samples.Time.AddMinutes(i ^ 1));
        }

        Assert.Equal(3, await store.Requests.SweepAsync(Samples.Orders, new Retained(null, null, Samples.Time.AddMinutes(3)), Cancellation));

        Assert.Equal(["/5", "/4", "/2"], await TargetsAsync(store));
        Assert.Equal(Samples.Time.AddMinutes(3), (await UsageAsync(store)).Oldest);
    }

    [Fact]
    public async Task Sweep_LeavesWhatIsPinnedAndDoesNotCountIt()
    {
        await using var host = await CreateHostAsync();
        await using var store = await OpenAsync(host, 10);
        await PinAsync(store, "/0");
        await PinAsync(store, "/9");

        Assert.Equal(6, await store.Requests.SweepAsync(Samples.Orders, new Retained(2, null, null), Cancellation));

        Assert.Equal(["/9", "/8", "/7", "/0"], await TargetsAsync(store));
        Assert.Equal(2, await store.Requests.SweepAsync(Samples.Orders, new Retained(0, 0, DateTimeOffset.MaxValue), Cancellation));
        Assert.Equal(["/9", "/0"], await TargetsAsync(store));
    }

    [Fact]
    public async Task Sweep_WithoutAnyLimit_DeletesNothing()
    {
        await using var host = await CreateHostAsync();
        await using var store = await OpenAsync(host, 10);

        Assert.Equal(0, await store.Requests.SweepAsync(Samples.Orders, new Retained(null, null, null), Cancellation));
        Assert.Equal(0, await store.Requests.SweepAsync(Samples.Orders, new Retained(10, 1_000_000, Samples.Time), Cancellation));
        Assert.Equal(0, await store.Requests.SweepAsync(BinName.Parse("none"), new Retained(0, 0, null), Cancellation));

        Assert.Equal(10, (await TargetsAsync(store)).Count);
    }

    [Fact]
    public async Task Sweep_OfMany_GoesPieceByPiece()
    {
        await using var host = await CreateHostAsync();
        await using var store = await OpenAsync(host, 0);
        await Task.WhenAll(Enumerable.Range(0, 1200).Select(i => store.Requests.AppendAsync(Samples.Request($"/{i}")).AsTask()));

        Assert.Equal(500, await store.Requests.SweepAsync(Samples.Orders, new Retained(100, null, null), Cancellation));
        Assert.Equal(600, await store.Requests.SweepAllAsync(Samples.Orders, new Retained(100, null, null), Cancellation));

        Assert.Equal(100, (await TargetsAsync(store)).Count);
    }

    [Fact]
    public async Task Sweep_OfLongOnes_TakesFewOfThemAtOnce()
    {
        await using var host = await CreateHostAsync();
        await using var store = await OpenAsync(host, 0);
        for (var i = 0; i < 5; i++)
        {
            await store.Requests.AppendAsync(Samples.Request($"/{i}", body: new byte[2_000_000]));
        }

        // Up to where 4 MiB are reached.
        Assert.Equal(3, await store.Requests.SweepAsync(Samples.Orders, new Retained(0, null, null), Cancellation));
        Assert.Equal(2, await store.Requests.SweepAsync(Samples.Orders, new Retained(0, null, null), Cancellation));
    }

    [Fact]
    public async Task Sweep_ByManyAtOnceWhileMoreArrives_NeverTakesTooMuch()
    {
        await using var host = await CreateHostAsync();
        await using var store = await OpenAsync(host, 0);
        await Task.WhenAll(Enumerable.Range(0, 1500).Select(i => store.Requests.AppendAsync(Samples.Request($"/{i}")).AsTask()));

        var sweeps = Enumerable.Range(0, 4).Select(_ => Task.Run(() => store.Requests.SweepAllAsync(Samples.Orders, new Retained(1000, null, null), Cancellation), Cancellation)).ToList();
        await Task.WhenAll(Enumerable.Range(1500, 1500).Select(i => Task.Run(async () => await store.Requests.AppendAsync(Samples.Request($"/{i}")), Cancellation)));
        var swept = (await Task.WhenAll(sweeps)).Sum() + await store.Requests.SweepAllAsync(Samples.Orders, new Retained(1000, null, null), Cancellation);

        Assert.Equal(2000, swept);
        var usage = await UsageAsync(store);
        Assert.Equal((1000, 2000), (usage.Requests, usage.Swept));
        Assert.Equal(1000, await store.Requests.DeleteAllAsync(Samples.Orders, Cancellation));
    }

    [Fact]
    public async Task Measure_TellsWhatIsThereWhateverWasDoneToIt()
    {
        await using var host = await CreateHostAsync();
        await using var store = await OpenAsync(host, 4);
        var size = Samples.Request("/0").Size;
        Assert.Equal(new BinUsage(4, 4 * size, 0, 0, 0, Samples.Time, Samples.Time), await UsageAsync(store));

        await PinAsync(store, "/1");
        await PinAsync(store, "/1");
        await PinAsync(store, "/2");
        await PinAsync(store, "/2", isPinned: false);
        Assert.Equal(new BinUsage(4, 4 * size, 1, size, 0, Samples.Time, Samples.Time), await UsageAsync(store));

        await store.Requests.SweepAsync(Samples.Orders, new Retained(1, null, null), Cancellation);
        Assert.Equal(new BinUsage(2, 2 * size, 1, size, 2, Samples.Time, Samples.Time), await UsageAsync(store));
        Assert.Equal((2 * size) + Samples.Request("/other").Size, await store.MeasureAsync(Cancellation));

        await store.Requests.DeleteAllAsync(Samples.Orders, Cancellation);
        Assert.Equal(new BinUsage(0, 0, 0, 0, 2, Oldest: null, Newest: null), await UsageAsync(store));
        Assert.Equal((await store.Requests.ListAsync(_others, null, 10, Cancellation)).Count, (await store.Bins.MeasureAsync(_others, Cancellation))!.Usage.Requests);

        await store.Bins.DeleteAsync(Samples.Orders, Cancellation);
        Assert.Null(await store.Bins.MeasureAsync(Samples.Orders, Cancellation));
        await store.Bins.TryCreateAsync(Samples.Bin("orders"), 10, Cancellation);
        Assert.Equal(BinUsage.None, await UsageAsync(store));
    }

    private protected abstract Task<StoreHost> CreateHostAsync();

    /// <summary>A store with so many requests in one bin, and one in another.</summary>
    private static async Task<IStore> OpenAsync(StoreHost host, int count)
    {
        var store = await Samples.OpenAsync(host);
        await store.Bins.TryCreateAsync(Samples.Bin("others"), 10, Cancellation);
        await store.Requests.AppendAsync(Samples.Request("/other", _others));
        for (var i = 0; i < count; i++)
        {
            await store.Requests.AppendAsync(Samples.Request($"/{i}"));
        }

        return store;
    }

    private static async Task AppendAsync(IStore store, string target, DateTimeOffset receivedAt)
    {
        var request = Samples.Request(target);
        await store.Requests.AppendAsync(request with { Record = request.Record with { ReceivedAt = receivedAt } });
    }

    private static async Task PinAsync(IStore store, string target, bool isPinned = true)
    {
        var request = (await store.Requests.ListAsync(Samples.Orders, null, 100, Cancellation)).Single(request => request.Record.Target == target);
        Assert.NotNull(await store.Requests.MarkAsync(Samples.Orders, request.Record.Id, marks => marks with { IsPinned = isPinned }, Cancellation));
    }

    private static async Task<IReadOnlyList<string>> TargetsAsync(IStore store) =>
        [.. (await store.Requests.ListAsync(Samples.Orders, null, 1000, Cancellation)).Select(request => request.Record.Target)];

    private static async Task<BinUsage> UsageAsync(IStore store) => (await store.Bins.MeasureAsync(Samples.Orders, Cancellation))!.Usage;
}
