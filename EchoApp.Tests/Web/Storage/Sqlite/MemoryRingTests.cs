using EchoApp.Web.Storage;
using EchoApp.Web.Storage.Sqlite;
using Xunit;

namespace EchoApp.Tests.Web.Storage.Sqlite;

public sealed class MemoryRingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_OfMoreThanThereIsRoomFor_KeepsTheNewest()
    {
        await using var host = new MemoryHost();
        await using var store = await Samples.OpenAsync(host);
        var body = new byte[100_000];

        for (var i = 0; i < 100; i++)
        {
            Assert.True(await store.Requests.AppendAsync(Samples.Request($"/{i}", body: body)));
        }

        var kept = (await store.Requests.FollowAsync(0, 100, Cancellation)).Select(request => request.Record.Target).ToList();
        Assert.InRange(kept.Count, 20, MemoryHost.Most / body.Length);
        Assert.Equal(Enumerable.Range(100 - kept.Count, kept.Count).Select(i => $"/{i}"), kept);
    }

    [Fact]
    public async Task Append_WhereThereIsRoomForNothing_KeepsNothingMore()
    {
        await using var store = Engine.InMemory(most: 1, "There is nowhere to write to.", Samples.Contents);

        await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
        {
            await store.Bins.TryCreateAsync(Samples.Bin("orders"), 10, Cancellation);
            for (var i = 0; i < 100; i++)
            {
                await store.Requests.AppendAsync(Samples.Request($"/{i}", body: new byte[100_000]));
            }
        });

        Assert.InRange(await store.MeasureAsync(Cancellation), 0, 100_000);
    }

    [Fact]
    public async Task Stores_InMemory_HaveNothingInCommon()
    {
        await using var host = new MemoryHost();
        await using var first = await Samples.OpenAsync(host);
        await using var second = await host.OpenAsync();

        Assert.Empty(await second.Bins.ListAsync(Cancellation));
        Assert.NotNull(second.WhyNotDurable);
    }
}
