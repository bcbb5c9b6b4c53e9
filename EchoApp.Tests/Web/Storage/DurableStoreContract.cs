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
            last = (await store.Requests.FollowAsync(null, 0, 10, Cancellation))[^1].Position;
            await store.Requests.DeleteAllAsync(Samples.Orders, Cancellation);
        }

        await using var next = await host.OpenAsync();
        await next.Requests.AppendAsync(Samples.Request("/3"));

        Assert.Equal("/3", Assert.Single(await next.Requests.FollowAsync(null, last, 10, Cancellation)).Record.Target);
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
        Assert.Equal(100, (await next.Requests.FollowAsync(null, 0, 1000, Cancellation)).Count);
    }

    private protected abstract Task<StoreHost> CreateHostAsync();
}
