using EchoApp.Web.Storage;
using Xunit;

namespace EchoApp.Tests.Web.Storage;

/// <summary>What every engine does that keeps its data when it ends.</summary>
public abstract class DurableStoreContract
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bins_AreThereForTheNextThatOpensTheStore()
    {
        await using var host = await CreateHostAsync();
        await using (var store = await host.OpenAsync())
        {
            await store.Bins.TryCreateAsync(Samples.Bin("orders", settings: new BinSettings { Raw = true }), 10, Cancellation);
        }

        await using var next = await host.OpenAsync();

        Assert.Equal(Samples.Bin("orders", settings: new BinSettings { Raw = true }), await next.Bins.FindAsync(Samples.Orders, Cancellation));
    }

    [Fact]
    public async Task Positions_AreNeverUsedAgainAfterADeleteNorAfterTheStoreWasOpenedAnew()
    {
        await using var host = await CreateHostAsync();
        long last;
        await using (var store = await Samples.OpenAsync(host))
        {
            await store.Requests.AppendAsync(Samples.Request("/1"));
            await store.Requests.AppendAsync(Samples.Request("/2"));
            last = (await store.Requests.FollowAsync(0, 10, Cancellation))[^1].Position;
            await store.Requests.DeleteAllAsync(Samples.Orders, Cancellation);
        }

        await using var next = await host.OpenAsync();
        await next.Requests.AppendAsync(Samples.Request("/3"));

        Assert.Equal("/3", Assert.Single(await next.Requests.FollowAsync(last, 10, Cancellation)).Record.Target);
    }

    [Fact]
    public async Task Append_WhenTheStoreIsDisposedOfAtOnce_IsStoredOrFails()
    {
        await using var host = await CreateHostAsync();
        List<Task<bool>> appends;
        await using (var store = await Samples.OpenAsync(host))
        {
            appends = [.. Enumerable.Range(0, 100).Select(i => store.Requests.AppendAsync(Samples.Request($"/{i}")).AsTask())];
        }

        Assert.All(await Task.WhenAll(appends), Assert.True);
        await using var next = await host.OpenAsync();
        Assert.Equal(100, (await next.Requests.FollowAsync(0, 1000, Cancellation)).Count);
    }

    [Fact]
    public async Task Append_WhenTheStoreHoldsAsMuchAsItMay_IsRefusedUntilSomethingIsDeleted()
    {
        await using var host = await CreateHostAsync();
        var size = Samples.Request("/1").Size;
        await using var store = await Samples.OpenAsync(host, most: (2 * size) + 1);
        for (var i = 0; i < 3; i++)
        {
            await store.Requests.AppendAsync(Samples.Request("/1"));
        }

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.Requests.AppendAsync(Samples.Request("/4")));
        Assert.StartsWith("The store is full: it holds as much as Data__MaxBytes allows.", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.DescribeAsync(Cancellation));
        await store.Requests.SweepAllAsync(Samples.Orders, new Retained(2, null, null), Cancellation);
        Assert.True(await store.Requests.AppendAsync(Samples.Request("/5")));
        await store.DescribeAsync(Cancellation);
    }

    [Fact]
    public async Task Store_ThatHasBeenEmptiedInEveryWay_HoldsNothingAfterItWasOpenedAnew()
    {
        await using var host = await CreateHostAsync();
        var size = Samples.Request("/1").Size;
        await using (var store = await Samples.OpenAsync(host))
        {
            await store.Bins.TryCreateAsync(Samples.Bin("others"), 10, Cancellation);
            await Task.WhenAll(Enumerable.Range(0, 20).Select(i => store.Requests.AppendAsync(Samples.Request($"/{i}", BinName.Parse(i % 2 == 0 ? "orders" : "others"))).AsTask()));
            await store.Requests.DeleteAsync(Samples.Orders, (await store.Requests.ListAsync(Samples.Orders, null, 1, Cancellation))[0].Record.Id, Cancellation);
            await store.Requests.DeleteAllAsync(Samples.Orders, Cancellation);
            await store.Bins.DeleteAsync(BinName.Parse("others"), Cancellation);
        }

        await using var next = await host.OpenAsync(most: size + 1);
        await next.Requests.AppendAsync(Samples.Request("/1"));
        await next.Requests.AppendAsync(Samples.Request("/2"));

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await next.Requests.AppendAsync(Samples.Request("/3")));
    }

    [Fact]
    public async Task Measure_TellsWhatItsLimitCounts()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        Assert.Equal(0, await store.MeasureAsync(Cancellation));
        CapturedRequest[] requests = [Samples.Request("/1", body: new byte[1000]), Samples.Request("/22", body: new byte[70_000])];
        foreach (var request in requests)
        {
            await store.Requests.AppendAsync(request);
        }

        Assert.Equal(requests.Sum(request => request.Size), await store.MeasureAsync(Cancellation));
        await store.Requests.DeleteAsync(Samples.Orders, requests[0].Record.Id, Cancellation);
        Assert.Equal(requests[1].Size, await store.MeasureAsync(Cancellation));
    }

    [Fact]
    public async Task Sessions_AreThereForTheNextThatOpensTheStore()
    {
        await using var host = await CreateHostAsync();
        var link = Guid.NewGuid();
        var now = DateTimeOffset.UtcNow;
        await using (var store = await host.OpenAsync())
        {
            await store.Sessions.AddAsync([1], now, now.AddDays(1), Cancellation);
            Assert.True(await store.Sessions.TryAddAsync(link, now.AddDays(1), [2], now, now.AddDays(1), Cancellation));
        }

        await using var next = await host.OpenAsync();

        Assert.True(await next.Sessions.ExistsAsync([1], now, Cancellation));
        Assert.False(await next.Sessions.TryAddAsync(link, now.AddDays(1), [3], now, now.AddDays(1), Cancellation));
    }

    private protected abstract Task<StoreHost> CreateHostAsync();
}
