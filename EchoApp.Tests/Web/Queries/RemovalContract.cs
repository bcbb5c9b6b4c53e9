using EchoApp.Tests.Web.Storage;
using EchoApp.Web.Queries;
using EchoApp.Web.Storage;
using Xunit;

namespace EchoApp.Tests.Web.Queries;

/// <summary>What deletes by query do in every engine: all of it at once or nothing, until it is brought back or gone.</summary>
public abstract class RemovalContract
{
    private static readonly DateTimeOffset _end = Samples.Time.AddSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Remove_TakesAwayWhatIsAskedForUntilItIsBroughtBackOrDeleted()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        var requests = Enumerable.Range(0, 30).Select(i => Samples.Request(i % 3 == 0 ? $"/paid/{i}" : $"/{i}")).ToList();
        foreach (var request in requests)
        {
            await store.Requests.AppendAsync(request);
        }

        var removal = await RemoveAsync(store, "path:paid");

        Assert.Equal(10, removal.Count);
        Assert.Equal(20, await CountAsync(store));
        Assert.Equal(20, (await store.Requests.FollowAsync(0, 100, Cancellation)).Count);
        Assert.Null(await store.Requests.FindAsync(Samples.Orders, requests[0].Record.Id, Cancellation));
        Assert.False(await store.Requests.DeleteAsync(Samples.Orders, requests[0].Record.Id, Cancellation));
        Assert.Null(await store.Requests.MarkAsync(Samples.Orders, requests[0].Record.Id, marks => marks, Cancellation));
        Assert.Equal(0, (await RemoveAsync(store, "path:paid")).Count);

        await store.Requests.PurgeAsync(Samples.Time, Cancellation);
        Assert.Contains(removal, await store.Requests.ListRemovalsAsync(Samples.Time, Cancellation));
        Assert.Empty(await store.Requests.ListRemovalsAsync(removal.EndsAt, Cancellation));
        Assert.Null(await RestoreAsync(store, removal.Id, removal.EndsAt));
        Assert.Equal(10, await RestoreAsync(store, removal.Id));
        Assert.Null(await RestoreAsync(store, removal.Id));
        Assert.DoesNotContain(removal, await store.Requests.ListRemovalsAsync(Samples.Time, Cancellation));
        Assert.Equal(30, await CountAsync(store));

        var final = await RemoveAsync(store, "path:paid");
        await store.Requests.PurgeAsync(final.EndsAt, Cancellation);
        Assert.Null(await RestoreAsync(store, final.Id));
        Assert.Equal(20, await CountAsync(store));
        Assert.Equal(20, await store.Requests.DeleteAllAsync(Samples.Orders, Cancellation));
    }

    [Fact]
    public async Task Remove_OfMany_IsPurgedByAllWhoTryAtOnce()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        await Parallel.ForEachAsync(Enumerable.Range(0, 2500), Cancellation, async (i, _) => await store.Requests.AppendAsync(Samples.Request($"/{i}")));
        var removal = await store.Requests.RemoveAsync(Guid.CreateVersion7(), Parse("-path=/17"), () => Samples.Time, Cancellation);
        Assert.Equal(2499, removal.Count);

        await Task.WhenAll([.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => store.Requests.PurgeAsync(removal.EndsAt, Cancellation), Cancellation)),
            Task.Run(() => store.Requests.SweepAllAsync(Samples.Orders, new Retained(2000, null, null), Cancellation), Cancellation)]);
        await store.Requests.PurgeAsync(removal.EndsAt, Cancellation);

        Assert.Empty(await FindAllAsync(store, "-path=/17"));
        Assert.InRange(await store.Requests.DeleteAllAsync(Samples.Orders, Cancellation), 0, 1);
    }

    [Fact]
    public async Task Remove_ThatIsBrokenOff_RemovesNothing()
    {
        await using var host = await CreateHostAsync();
        await using var store = await Samples.OpenAsync(host);
        await Parallel.ForEachAsync(Enumerable.Range(0, 1500), Cancellation, async (i, _) => await store.Requests.AppendAsync(Samples.Request($"/{i}")));
        using var broken = new CancellationTokenSource();

        // It asks for the time when it begins, and with each piece.
        var asked = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.Requests.RemoveAsync(Guid.CreateVersion7(), Query.Everything, Now, broken.Token));
        Assert.Equal(1500, await CountAsync(store));

        var removal = Guid.CreateVersion7();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Requests.RemoveAsync(removal, Query.Everything, PurgedMeanwhile, Cancellation));
        Assert.Equal(1500, await CountAsync(store));
        Assert.Null(await RestoreAsync(store, removal));

        DateTimeOffset Now()
        {
            if (++asked == 2)
            {
                broken.Cancel();
            }

            return Samples.Time;
        }

        DateTimeOffset PurgedMeanwhile()
        {
            if (++asked == 6)
            {
                store.Requests.PurgeAsync(Samples.Time.AddHours(1), CancellationToken.None).GetAwaiter().GetResult();
            }

            return Samples.Time;
        }
    }

    [Fact]
    public async Task Remove_InTheMiddle_HidesNothingAndThenAllAtOnce()
    {
        await using var host = await CreateHostAsync();
        await using var store = await OpenAsync(host, 2500);
        List<int> seen = [];

        // Who is killed there leaves it like this.
        var removal = await RemoveAsync(store, "*", async () => seen.Add(await CountAsync(store)));

        Assert.InRange(seen.Count, 5, int.MaxValue);
        Assert.All(seen, count => Assert.Equal(2500, count));
        Assert.Equal((2500, 0), (removal.Count, await CountAsync(store)));
        Assert.Empty(await store.Requests.FollowAsync(0, 10, Cancellation));
    }

    [Fact]
    public async Task Remove_OfWhatAnotherIsRemoving_TakesItAwayWhateverBecomesOfTheOther()
    {
        await using var host = await CreateHostAsync();
        await using var store = await OpenAsync(host, 1200);
        var (asked, inner) = (0, (Removal?)null);

        // The other has marked some of it by then, and is broken off later.
        await Assert.ThrowsAsync<TimeoutException>(() => RemoveAsync(store, "*", async () => inner = ++asked == 3 ? await RemoveAsync(store, "*") : inner, breaksOff: true));

        Assert.Equal((1200, 0), (inner?.Count, await CountAsync(store)));
        Assert.Equal(1200, await RestoreAsync(store, inner!.Id));
        Assert.Equal(1200, await CountAsync(store));
    }

    [Fact]
    public async Task Remove_OfWhatAnotherHasRemovedMeanwhile_CountsItOnceAndIsBroughtBackWithIt()
    {
        await using var host = await CreateHostAsync();
        await using var store = await OpenAsync(host, 1200);
        var (asked, inner) = (0, (Removal?)null);

        var outer = await RemoveAsync(store, "-path=/17", async () => inner = ++asked == 3 ? await RemoveAsync(store, "-path=/18") : inner);

        // Between them all are gone, and each alone would have left one.
        Assert.Equal((1199, 1), (inner!.Count, outer.Count));
        Assert.Equal(0, await CountAsync(store));
        Assert.Equal(1, await RestoreAsync(store, inner.Id));
        Assert.Equal(1, await CountAsync(store));
        Assert.Equal(1199, await RestoreAsync(store, outer.Id));
        Assert.Equal(1200, await CountAsync(store));
    }

    [Fact]
    public async Task Purge_OfOneOfTwoThatTookTheSame_LeavesToTheOtherWhatItTookAlone()
    {
        await using var host = await CreateHostAsync();
        await using var store = await OpenAsync(host, 100);
        var (asked, inner) = (0, (Removal?)null);
        var outer = await RemoveAsync(
            store, "-path=/17", async () => inner = ++asked == 3 ? await store.Requests.RemoveAsync(Guid.CreateVersion7(), Parse("-path=/18"), () => _end.AddMinutes(1), Cancellation) : inner);

        await store.Requests.PurgeAsync(outer.EndsAt, Cancellation);

        Assert.Equal(0, await CountAsync(store));
        Assert.Equal(1, await RestoreAsync(store, inner!.Id));
        Assert.Equal(1, await CountAsync(store));
        await store.Requests.PurgeAsync(Samples.Time.AddHours(1), Cancellation);
        Assert.Equal(1, await CountAsync(store));
    }

    [Fact]
    public async Task Remove_ByManyAtOnce_CountsAndBringsBackEachOnce()
    {
        await using var host = await CreateHostAsync();
        await using var store = await OpenAsync(host, 2500);

        var removals = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => RemoveAsync(store, i % 2 == 0 ? "*" : "-path=/17"), Cancellation)));

        Assert.Equal(2500, removals.Sum(removal => removal.Count));
        Assert.Equal(0, await CountAsync(store));
        var restored = await Task.WhenAll(removals.Select(removal => Task.Run(() => RestoreAsync(store, removal.Id), Cancellation)));
        Assert.Equal(2500, restored.Sum());
        Assert.Equal(2500, await CountAsync(store));
    }

    [Fact]
    public async Task Remove_WhileOthersPurgeAndBringBack_EndsWithAllThatWasThereOrNothing()
    {
        await using var host = await CreateHostAsync();
        await using var store = await OpenAsync(host, 1500);

        await Parallel.ForEachAsync(Enumerable.Range(0, 12), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Cancellation }, async (i, _) =>
        {
            var removal = await RemoveAsync(store, "*");
            await store.Requests.PurgeAsync(Samples.Time, Cancellation);
            Assert.NotNull(await RestoreAsync(store, removal.Id));
        });

        Assert.Equal(1500, await CountAsync(store));
        Assert.Equal(1500, (await RemoveAsync(store, "*")).Count);
    }

    [Fact]
    public async Task DeleteAll_CountsWhatWasToBeSeenAndLeavesNothingToBringBack()
    {
        await using var host = await CreateHostAsync();
        await using var store = await OpenAsync(host, 30);
        await store.Bins.TryCreateAsync(Samples.Bin("other"), 10, Cancellation);
        await store.Requests.AppendAsync(Samples.Request("/1/other", BinName.Parse("other")));

        // Those of both bins that have a 1, but for those that are gone by then.
        var (alone, shared) = (await RemoveAsync(store, "path:2 bin:orders"), await RemoveAsync(store, "path:1"));
        Assert.Equal((12, 11), (alone.Count, shared.Count));

        Assert.Equal(8, await store.Requests.DeleteAllAsync(Samples.Orders, Cancellation));
        Assert.Equal(0, await store.Requests.DeleteAllAsync(Samples.Orders, Cancellation));

        Assert.Equal(new Restored(0, 12), await store.Requests.RestoreAsync(alone.Id, Samples.Time, Cancellation));
        Assert.Equal(new Restored(1, 10), await store.Requests.RestoreAsync(shared.Id, Samples.Time, Cancellation));
        Assert.Equal("/1/other", Assert.Single(await FindAllAsync(store, "*")).Record.Target);
        Assert.Null(await RestoreAsync(store, shared.Id));
    }

    [Fact]
    public async Task Restore_OfWhatWasSwept_BringsBackNothing()
    {
        await using var host = await CreateHostAsync();
        await using var store = await OpenAsync(host, 30);
        var removal = await RemoveAsync(store, "path:2");

        Assert.Equal(30, await store.Requests.SweepAllAsync(Samples.Orders, new Retained(0, null, null), Cancellation));

        Assert.Equal(new Restored(0, removal.Count), await store.Requests.RestoreAsync(removal.Id, Samples.Time, Cancellation));
    }

    [Fact]
    public async Task Restore_OfWhatHasGoneWithItsBin_BringsBackNothing()
    {
        await using var host = await CreateHostAsync();
        await using var store = await OpenAsync(host, 30);
        var removal = await RemoveAsync(store, "path:2");
        await store.Bins.DeleteAsync(Samples.Orders, Cancellation);
        await store.Bins.TryCreateAsync(Samples.Bin("orders"), 10, Cancellation);

        Assert.Equal(new Restored(0, 12), await store.Requests.RestoreAsync(removal.Id, Samples.Time, Cancellation));
        Assert.Equal(0, await CountAsync(store));
    }

    private protected abstract Task<StoreHost> CreateHostAsync();

    private static Query Parse(string text) => QueryParser.Parse(text, Samples.Time);

    private static async Task<IStore> OpenAsync(StoreHost host, int count)
    {
        var store = await Samples.OpenAsync(host);
        await Parallel.ForEachAsync(Enumerable.Range(0, count), Cancellation, async (i, _) => await store.Requests.AppendAsync(Samples.Request($"/{i}")));
        return store;
    }

    private static async Task<int> CountAsync(IStore store) => (await FindAllAsync(store, "*")).Count;

    private static async Task<List<ListedRequest>> FindAllAsync(IStore store, string query)
    {
        List<ListedRequest> all = [];
        for (SearchStart? start = SearchStart.Newest; start is not null;)
        {
            var found = await store.Requests.SearchAsync(Parse(query), start.Value, 500, TimeSpan.FromSeconds(10), Cancellation);
            all.AddRange(found.Requests);
            start = found.Next is { } next ? SearchStart.Before(next) : null;
        }

        return all;
    }

    /// <returns>How many are there again.</returns>
    private static async Task<long?> RestoreAsync(IStore store, Guid removal, DateTimeOffset? now = null) =>
        (await store.Requests.RestoreAsync(removal, now ?? Samples.Time, Cancellation))?.Count;

    /// <param name="store">Where it is removed.</param>
    /// <param name="query">What.</param>
    /// <param name="meanwhile">What is done whenever it asks for the time: when it begins, with each piece and at the end.</param>
    /// <param name="breaksOff">Whether it fails at the end.</param>
    private static Task<Removal> RemoveAsync(IStore store, string query, Func<Task>? meanwhile = null, bool breaksOff = false)
    {
        var times = 0;
        return store.Requests.RemoveAsync(Guid.CreateVersion7(), Parse(query), Time, Cancellation);

        DateTimeOffset Time()
        {
            meanwhile?.Invoke().GetAwaiter().GetResult();
            return breaksOff && ++times == 4 ? throw new TimeoutException() : _end;
        }
    }
}
