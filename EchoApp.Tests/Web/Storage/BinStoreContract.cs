using EchoApp.Web.Storage;
using Xunit;

namespace EchoApp.Tests.Web.Storage;

/// <summary>What the bins of every engine do.</summary>
public abstract class BinStoreContract
{
    private const int Most = 100;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_OfANewName_IsFoundAndListedAsItWasMade()
    {
        await using var host = await CreateHostAsync();
        await using var store = await host.OpenAsync();
        var bin = Samples.Bin("orders", settings: new BinSettings { Raw = true });

        Assert.True(await store.Bins.TryCreateAsync(bin, Most, Cancellation));

        Assert.Equal(bin, await store.Bins.FindAsync(bin.Name, Cancellation));
        Assert.Equal([new MeasuredBin(bin, BinUsage.None)], await store.Bins.ListAsync(Cancellation));
    }

    [Fact]
    public async Task Create_OfANameThatIsThere_ChangesNothing()
    {
        await using var host = await CreateHostAsync();
        await using var store = await host.OpenAsync();
        await store.Bins.TryCreateAsync(Samples.Bin("orders"), Most, Cancellation);

        Assert.False(await store.Bins.TryCreateAsync(Samples.Bin("orders", settings: new BinSettings { Raw = true }), Most, Cancellation));

        Assert.False((await store.Bins.FindAsync(Samples.Orders, Cancellation))!.Settings.Raw);
    }

    [Fact]
    public async Task Create_OfOneTooMany_IsRefusedThoughManyTryAtOnce()
    {
        await using var host = await CreateHostAsync();
        await using var store = await host.OpenAsync();

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => TryAsync($"bin{i}"), Cancellation)));

        Assert.Equal(3, made.Count(isMade => isMade));
        Assert.Equal(3, (await store.Bins.ListAsync(Cancellation)).Count);
        Assert.Equal(3, (await Assert.ThrowsAsync<TooManyBinsException>(() => store.Bins.TryCreateAsync(Samples.Bin("more"), 3, Cancellation))).Most);

        async Task<bool> TryAsync(string name)
        {
            try
            {
                return await store.Bins.TryCreateAsync(Samples.Bin(name), 3, Cancellation);
            }
            catch (TooManyBinsException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task List_IsByName()
    {
        await using var host = await CreateHostAsync();
        await using var store = await host.OpenAsync();
        foreach (var name in (string[])["b", "a.b", "a_b", "a", "a-b", "1"])
        {
            await store.Bins.TryCreateAsync(Samples.Bin(name), Most, Cancellation);
        }

        Assert.Equal(["1", "a", "a-b", "a.b", "a_b", "b"], (await store.Bins.ListAsync(Cancellation)).Select(bin => bin.Bin.Name.ToString()));
    }

    [Fact]
    public async Task Declare_MakesWhatIsNotThereKeepsWhatIsAndMarksNothingElse()
    {
        await using var host = await CreateHostAsync();
        await using var store = await host.OpenAsync();
        await store.Bins.TryCreateAsync(Samples.Bin("orders"), Most, Cancellation);
        await store.Bins.DeclareAsync([Samples.Bin("gone", isDeclared: true), Samples.Bin("orders", isDeclared: true)], Cancellation);
        await store.Requests.AppendAsync(Samples.Request("/1"));

        await store.Bins.DeclareAsync([Samples.Bin("orders", true, new BinSettings { Raw = true }), Samples.Bin("new", true)], Cancellation);

        Assert.Equal(
            [("gone", false, false), ("new", true, false), ("orders", true, true)],
            (await store.Bins.ListAsync(Cancellation)).Select(bin => (bin.Bin.Name.ToString(), bin.Bin.IsDeclared, bin.Bin.Settings.Raw)));
        Assert.Single(await store.Requests.ListAsync(Samples.Orders, null, 10, Cancellation));
    }

    [Fact]
    public async Task Update_ChangesTheSettingsAlone()
    {
        await using var host = await CreateHostAsync();
        await using var store = await host.OpenAsync();
        await store.Bins.DeclareAsync([Samples.Bin("orders", isDeclared: true)], Cancellation);

        var updated = await store.Bins.UpdateAsync(Samples.Orders, settings => settings with { Raw = true }, beginsScript: false, Cancellation);

        Assert.Equal(Samples.Bin("orders", true, new BinSettings { Raw = true }), updated);
        Assert.Equal(updated, await store.Bins.FindAsync(Samples.Orders, Cancellation));
        Assert.Null(await store.Bins.UpdateAsync(BinName.Parse("other"), settings => settings, beginsScript: true, Cancellation));
    }

    [Fact]
    public async Task Update_OfManyAtOnce_LosesNone()
    {
        await using var host = await CreateHostAsync();
        await using var store = await host.OpenAsync();
        await store.Bins.TryCreateAsync(Samples.Bin("orders", settings: new BinSettings { Cors = "" }), Most, Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(
            () => store.Bins.UpdateAsync(Samples.Orders, settings => settings with { Cors = settings.Cors + "x" }, beginsScript: false, Cancellation), Cancellation)));

        Assert.Equal("xxxxxxxxxx", (await store.Bins.FindAsync(Samples.Orders, Cancellation))!.Settings.Cors);
    }

    [Fact]
    public async Task Update_ThatIsRefused_ChangesNothing()
    {
        await using var host = await CreateHostAsync();
        await using var store = await host.OpenAsync();
        await store.Bins.TryCreateAsync(Samples.Bin("orders"), Most, Cancellation);
        Assert.Equal(1, await store.Bins.CountAsync(Samples.Orders, "key", Samples.Time, Cancellation));

        await Assert.ThrowsAsync<FormatException>(() => store.Bins.UpdateAsync(Samples.Orders, _ => throw new FormatException(), beginsScript: true, Cancellation));

        Assert.Equal(2, await store.Bins.CountAsync(Samples.Orders, "key", Samples.Time, Cancellation));
        Assert.Equal(Samples.Bin("orders"), await store.Bins.UpdateAsync(Samples.Orders, settings => settings, beginsScript: false, Cancellation));
    }

    [Fact]
    public async Task Delete_TakesTheRequestsAlongAndTheNextOfThatNameIsEmpty()
    {
        await using var host = await CreateHostAsync();
        await using var store = await host.OpenAsync();
        await store.Bins.TryCreateAsync(Samples.Bin("orders"), Most, Cancellation);
        var request = Samples.Request("/1");
        await store.Requests.AppendAsync(request);

        Assert.True(await store.Bins.DeleteAsync(Samples.Orders, Cancellation));

        Assert.False(await store.Bins.DeleteAsync(Samples.Orders, Cancellation));
        Assert.Null(await store.Bins.FindAsync(Samples.Orders, Cancellation));
        await store.Bins.TryCreateAsync(Samples.Bin("orders"), Most, Cancellation);
        Assert.Empty(await store.Requests.ListAsync(Samples.Orders, null, 10, Cancellation));
        Assert.Null(await store.Requests.FindAsync(Samples.Orders, request.Record.Id, Cancellation));
        Assert.Empty(await store.Requests.FollowAsync(0, 10, Cancellation));
    }

    [Fact]
    public async Task Count_IsByBinAndKeyAndGoesWithTheBin()
    {
        await using var host = await CreateHostAsync();
        await using var store = await host.OpenAsync();
        foreach (var name in (string[])["orders", "other"])
        {
            await store.Bins.TryCreateAsync(Samples.Bin(name), Most, Cancellation);
        }

        Assert.Equal("1 2 3", $"{await CountAsync("a")} {await CountAsync("a")} {await CountAsync("a")}");
        Assert.Equal("1 1", $"{await CountAsync("b")} {await CountAsync("a", "other")}");
        Assert.Equal("1 1", $"{await CountAsync("a", "none")} {await CountAsync("a", "none")}");

        await store.Bins.UpdateAsync(Samples.Orders, settings => settings, beginsScript: false, Cancellation);
        Assert.Equal(4, await CountAsync("a"));

        await store.Bins.UpdateAsync(Samples.Orders, settings => settings, beginsScript: true, Cancellation);
        Assert.Equal("1 2", $"{await CountAsync("a")} {await CountAsync("a", "other")}");

        await store.Bins.DeleteAsync(Samples.Orders, Cancellation);
        await store.Bins.TryCreateAsync(Samples.Bin("orders"), Most, Cancellation);
        Assert.Equal(1, await CountAsync("a"));

        Task<long> CountAsync(string key, string bin = "orders") => store.Bins.CountAsync(BinName.Parse(bin), key, Samples.Time, Cancellation);
    }

    [Fact]
    public async Task Count_OfManyAtOnce_CountsEach()
    {
        await using var host = await CreateHostAsync();
        await using var store = await host.OpenAsync();
        await store.Bins.TryCreateAsync(Samples.Bin("orders"), Most, Cancellation);

        var counts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => store.Bins.CountAsync(Samples.Orders, "", Samples.Time, Cancellation), Cancellation)));

        Assert.Equal(Enumerable.Range(1, 20).Select(count => (long)count), counts.Order());
    }

    private protected abstract Task<StoreHost> CreateHostAsync();
}
