using EchoApp.Web.Storage;
using Xunit;

namespace EchoApp.Tests.Web.Storage;

/// <summary>What every engine does with sessions and login links.</summary>
public abstract class SessionStoreContract
{
    private static readonly DateTimeOffset _now = Samples.Time;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Session_IsThereUntilItsEnd()
    {
        await using var host = await CreateHostAsync();
        await using var store = await host.OpenAsync();

        await store.Sessions.AddAsync([0, 1, 255], _now, _now.AddHours(1), Cancellation);

        Assert.True(await store.Sessions.ExistsAsync([0, 1, 255], _now, Cancellation));
        Assert.True(await store.Sessions.ExistsAsync([0, 1, 255], _now.AddMinutes(59), Cancellation));
        Assert.False(await store.Sessions.ExistsAsync([0, 1, 255], _now.AddHours(1), Cancellation));
        Assert.False(await store.Sessions.ExistsAsync([0, 1], _now, Cancellation));
    }

    [Fact]
    public async Task Sessions_AreRemovedOneByOneAndAllTogether()
    {
        await using var host = await CreateHostAsync();
        await using var store = await host.OpenAsync();
        foreach (var key in (byte[])[1, 2, 3])
        {
            await store.Sessions.AddAsync([key], _now, _now.AddHours(1), Cancellation);
        }

        await store.Sessions.RemoveAsync([1], Cancellation);
        await store.Sessions.RemoveAsync([9], Cancellation);

        Assert.False(await store.Sessions.ExistsAsync([1], _now, Cancellation));
        Assert.True(await store.Sessions.ExistsAsync([2], _now, Cancellation));
        Assert.Equal(2, await store.Sessions.RemoveAllAsync(Cancellation));
        Assert.False(await store.Sessions.ExistsAsync([2], _now, Cancellation));
        Assert.Equal(0, await store.Sessions.RemoveAllAsync(Cancellation));
    }

    [Fact]
    public async Task Sessions_ThatHaveEnded_AreForgottenWithTheNext()
    {
        await using var host = await CreateHostAsync();
        await using var store = await host.OpenAsync();
        await store.Sessions.AddAsync([1], _now, _now.AddHours(1), Cancellation);

        await store.Sessions.AddAsync([2], _now.AddHours(1), _now.AddHours(2), Cancellation);

        Assert.Equal(1, await store.Sessions.RemoveAllAsync(Cancellation));
    }

    [Fact]
    public async Task Link_UsedByManyAtOnce_BeginsOneSession()
    {
        await using var host = await CreateHostAsync();
        await using var store = await host.OpenAsync();
        var link = Guid.NewGuid();

        var uses = await Task.WhenAll(Enumerable.Range(0, 8).Select(key => TryAddAsync(store, link, (byte)key, _now)));

        Assert.Single(uses, used => used);
        Assert.True(await store.Sessions.ExistsAsync([(byte)Array.IndexOf(uses, true)], _now, Cancellation));
        Assert.False(await TryAddAsync(store, link, 9, _now.AddHours(23)));
        Assert.True(await TryAddAsync(store, Guid.NewGuid(), 10, _now));
        Assert.Equal(2, await store.Sessions.RemoveAllAsync(Cancellation));
    }

    private static Task<bool> TryAddAsync(IStore store, Guid link, byte key, DateTimeOffset now) =>
        store.Sessions.TryAddAsync(link, _now.AddDays(1), [key], now, now.AddDays(30), Cancellation);

    private protected abstract Task<StoreHost> CreateHostAsync();
}
