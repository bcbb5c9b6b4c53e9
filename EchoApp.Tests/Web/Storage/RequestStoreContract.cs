using System.Security.Cryptography;
using EchoApp.Web.Storage;
using Xunit;

namespace EchoApp.Tests.Web.Storage;

/// <summary>What the requests of every engine do.</summary>
public abstract class RequestStoreContract
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_IsFoundByteForByte()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        var request = Samples.Request("/a?b=%00&ü", body: [0, 1, 2, 0xff, 0xfe, .. RandomNumberGenerator.GetBytes(300_000)]);

        Assert.True(await store.Requests.AppendAsync(request));

        var found = await store.Requests.FindAsync(Samples.Orders, request.Record.Id, Cancellation);
        Assert.NotNull(found);
        Assert.Equal(request.Head.ToArray(), found.Head.ToArray());
        Assert.Equal(request.Body.ToArray(), found.Body.ToArray());
        AssertSame(request.Record, found.Record);
    }

    [Fact]
    public async Task Append_ToABinThatIsNotThere_StoresNothingAndHoldsUpNobody()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        var bins = (BinName[])[Samples.Orders, BinName.Parse("none"), Samples.Orders];

        var stored = await Task.WhenAll(bins.Select(bin => store.Requests.AppendAsync(Samples.Request("/", bin)).AsTask()));

        Assert.Equal([true, false, true], stored);
        Assert.Equal(2, (await store.Requests.ListAsync(Samples.Orders, null, 10, Cancellation)).Count);
    }

    [Fact]
    public async Task Append_OfManyAtOnce_StoresEachOnceWithRisingPositions()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        var requests = Enumerable.Range(0, 500).Select(i => Samples.Request($"/{i}")).ToList();

        await Parallel.ForEachAsync(requests, Cancellation, async (request, _) => Assert.True(await store.Requests.AppendAsync(request)));

        var followed = await store.Requests.FollowAsync(0, 1000, Cancellation);
        Assert.Equal(requests.Select(request => request.Record.Id).Order(), followed.Select(request => request.Record.Id).Order());
        Assert.Equal(followed.Select(request => request.Position).Distinct().Order(), followed.Select(request => request.Position));
    }

    [Fact]
    public async Task List_GoesThroughAllByPagesNewestFirst()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        await store.Bins.TryCreateAsync(Samples.Bin("other"), 10, Cancellation);
        for (var i = 0; i < 7; i++)
        {
            await store.Requests.AppendAsync(Samples.Request($"/{i}"));
            await store.Requests.AppendAsync(Samples.Request($"/other/{i}", BinName.Parse("other")));
        }

        List<string> targets = [];
        long? before = null;
        while (await store.Requests.ListAsync(Samples.Orders, before, 3, Cancellation) is { Count: > 0 } page)
        {
            targets.AddRange(page.Select(request => request.Record.Target));
            before = page[^1].Position;

            // What comes meanwhile is on none of the pages that follow.
            await store.Requests.AppendAsync(Samples.Request("/late"));
        }

        Assert.Equal(["/6", "/5", "/4", "/3", "/2", "/1", "/0"], targets);
    }

    [Fact]
    public async Task List_TellsWhatWasStoredWithoutItsBytes()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        var request = Samples.Request("/", body: new byte[70_000]);
        await store.Requests.AppendAsync(request);

        AssertSame(request.Record, Assert.Single(await store.Requests.ListAsync(Samples.Orders, null, 10, Cancellation)).Record);
        AssertSame(request.Record, Assert.Single(await store.Requests.FollowAsync(0, 10, Cancellation)).Record);
    }

    [Fact]
    public async Task Find_InAnotherBin_FindsNothing()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        await store.Bins.TryCreateAsync(Samples.Bin("other"), 10, Cancellation);
        var request = Samples.Request("/");
        await store.Requests.AppendAsync(request);

        Assert.Null(await store.Requests.FindAsync(BinName.Parse("other"), request.Record.Id, Cancellation));
        Assert.False(await store.Requests.DeleteAsync(BinName.Parse("other"), request.Record.Id, Cancellation));
        Assert.Null(await store.Requests.FindAsync(Samples.Orders, Guid.CreateVersion7(), Cancellation));
    }

    [Fact]
    public async Task Delete_RemovesThatOneAlone()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        var (first, second) = (Samples.Request("/1"), Samples.Request("/2"));
        await store.Requests.AppendAsync(first);
        await store.Requests.AppendAsync(second);

        Assert.True(await store.Requests.DeleteAsync(Samples.Orders, first.Record.Id, Cancellation));

        Assert.False(await store.Requests.DeleteAsync(Samples.Orders, first.Record.Id, Cancellation));
        Assert.Equal("/2", Assert.Single(await store.Requests.ListAsync(Samples.Orders, null, 10, Cancellation)).Record.Target);
    }

    [Fact]
    public async Task DeleteAll_RemovesThoseOfTheBinAloneHoweverMany()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        await store.Bins.TryCreateAsync(Samples.Bin("other"), 10, Cancellation);
        await store.Requests.AppendAsync(Samples.Request("/other", BinName.Parse("other")));
        await Parallel.ForEachAsync(Enumerable.Range(0, 1234), Cancellation, async (i, _) => await store.Requests.AppendAsync(Samples.Request($"/{i}")));

        Assert.Equal(1234, await store.Requests.DeleteAllAsync(Samples.Orders, Cancellation));

        Assert.Equal(0, await store.Requests.DeleteAllAsync(Samples.Orders, Cancellation));
        Assert.Empty(await store.Requests.ListAsync(Samples.Orders, null, 10, Cancellation));
        Assert.Single(await store.Requests.ListAsync(BinName.Parse("other"), null, 10, Cancellation));
    }

    [Fact]
    public async Task LastPosition_IsThatOfTheNewestAndLessThanThoseThatFollow()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        Assert.Equal(0, await store.Requests.LastPositionAsync(Cancellation));

        await store.Requests.AppendAsync(Samples.Request("/1"));
        await store.Requests.AppendAsync(Samples.Request("/2"));
        var last = await store.Requests.LastPositionAsync(Cancellation);
        Assert.Equal((await store.Requests.FollowAsync(0, 10, Cancellation))[^1].Position, last);

        await store.Requests.DeleteAllAsync(Samples.Orders, Cancellation);
        await store.Requests.AppendAsync(Samples.Request("/3"));
        Assert.InRange(await store.Requests.LastPositionAsync(Cancellation), last + 1, long.MaxValue);
    }

    [Fact]
    public async Task Watch_CallsBackAfterEachCommit()
    {
        // Each round on its own would end by the looks that a store takes in any case; all of them would not in time.
        const int Rounds = 40;
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        await using var watch = new WatchedStore(store);
        var started = TimeProvider.System.GetTimestamp();

        for (var i = 0; i < Rounds; i++)
        {
            var before = watch.Calls;
            await store.Requests.AppendAsync(Samples.Request($"/{i}"));
            await Eventually.TrueAsync(() => watch.Calls > before, "it is told");
            Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, Eventually.Deadline);
        }
    }

    [Fact]
    public async Task Watch_ThatIsCancelled_EndsAndCallsNoMore()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        await using var ended = new WatchedStore(store);
        await using var other = new WatchedStore(store);
        var before = other.Calls;

        await ended.EndAsync();
        var calls = ended.Calls;
        await store.Requests.AppendAsync(Samples.Request("/"));

        await Eventually.TrueAsync(() => other.Calls > before, "the other is told");
        Assert.Equal(calls, ended.Calls);
    }

    private protected abstract Task<StoreHost> CreateHostAsync();

    private static void AssertSame(RequestRecord expected, RequestRecord actual)
    {
        Assert.Equal(expected.Details.ToArray(), actual.Details.ToArray());
        Assert.Equal(expected, actual with { Details = expected.Details });
    }
}
