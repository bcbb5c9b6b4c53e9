using System.Security.Cryptography;
using Xunit;

namespace EchoApp.Tests.Web.Bins.Faults;

/// <summary>What comes over the file of the embedded store while it is used.</summary>
public sealed class FileFaultTests : IDisposable
{
    private const string Held = "The store is held by something else: database is locked.";
    private const string Damaged = "The store is damaged: database disk image is malformed. The log of EchoApp says how to go on.";
    private const string Removed = "The file of the store has been removed. The log of EchoApp says how to go on.";
    private const string UnhealthyForDamage = "Unhealthy\nstore: Unhealthy, it is damaged, and does not become better by itself: the log says how to go on\n";

    private readonly TemporaryDirectory _data = new();

    private string Database => Path.Combine(_data.Path, "echoapp.db");

    private (string, string) Setting => ("Data__Directory", _data.Path);

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task File_LockedByAnother_KeepsNobodyWaitingForLongAndIsUsedAgainOnceItIsFree()
    {
        await using var web = await FaultyWeb.StartAsync(Setting);
        await web.AssertStoresAsync();

        using (new FileLock(Database))
        {
            // Those that wait together are refused together.
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => web.AssertRefusesOneAsync(Held)));
            Assert.Single(await web.Web.RequestsAsync());

            // Those that come later do not wait as long each, however often somebody asks how it is.
            var asking = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => web.Web.HealthAsync()));
            for (var i = 0; i < 40; i++)
            {
                await web.AssertRefusesAsync(Held).WaitAsync(Eventually.Deadline, TestContext.Current.CancellationToken);
            }

            Assert.All(await asking, health => Assert.StartsWith(FaultyWeb.Unhealthy, health, StringComparison.Ordinal));
            await web.AssertUnhealthyAsync("The store is held by something else");
        }

        await web.AssertGoesOnAsync();
    }

    [Fact]
    public async Task Health_WhileTheFirstRequestWaitsForALock_IsUnhealthy()
    {
        await using var web = await FaultyWeb.StartAsync(Setting);
        Task first;
        using (new FileLock(Database))
        {
            first = web.SendAsync();

            await Eventually.TrueAsync(async () => (await web.Web.HealthAsync()).StartsWith(FaultyWeb.Unhealthy, StringComparison.Ordinal) || first.IsCompleted, "/health says so");
            Assert.False(first.IsCompleted);
        }

        await first;
        await web.AssertStoresAsync();
    }

    [Theory]
    [InlineData(50, 100)]
    [InlineData(60, 70)] // what is stored next meets none of it
    public async Task File_DamagedWhileItIsUsed_IsLeftAsItIsAndTheNextStartSaysHowToGoOn(int start, int end)
    {
        await using (var before = await BinnedWeb.StartWithOrdersAsync(Setting))
        {
            var load = Durability.SenderLoad.Start(before);
            await load.AcknowledgedAsync(300);
            await load.EndAsync();
            Assert.Equal(0, await before.Process.StopAsync());
        }

        byte[] damaged;
        await using (var web = await FaultyWeb.StartAsync(Setting))
        {
            Overwrite(start, end);
            await web.AssertReadersRefusedAsync(Damaged);
            damaged = Hash();
            for (var i = 0; i < 3; i++)
            {
                await web.AssertRefusesAsync(Damaged);
            }

            await web.AssertUnhealthyAsync($"sqlite3 {Database} .recover", UnhealthyForDamage);
            Assert.Single(web.Lines("What is sent to bins is refused with 503"), line => line.Contains(Database, StringComparison.Ordinal));
            Assert.Equal(0, await web.Web.Process.StopAsync());
        }

        Assert.Equal(damaged, Hash());
        await using (var next = WebProcess.Launch([], Setting))
        {
            Assert.Equal(1, await next.WaitForExitAsync());
            var line = Assert.Single(next.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.StartsWith($"{Database} cannot be used as the store: it is damaged (", line, StringComparison.Ordinal);
            Assert.EndsWith($"sqlite3 {Database} .recover prints.", line, StringComparison.Ordinal);
        }

        Assert.Equal(damaged, Hash());
        foreach (var file in Directory.GetFiles(_data.Path, "echoapp.db*"))
        {
            File.Move(file, Path.Combine(_data.Path, $"away-{Path.GetFileName(file)}"));
        }

        await using var anew = await FaultyWeb.StartAsync(Setting);
        await anew.AssertStoresAsync();
        await anew.AssertKeptAsync(anew.Web);
        Assert.StartsWith("Healthy\n", await anew.Web.HealthAsync(), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_data.Path, "echoapp.damaged")));
    }

    [Fact]
    public async Task File_MovedAwayAndBack_TakesNothingMeanwhileAndIsUsedAgain()
    {
        await using var web = await FaultyWeb.StartAsync(Setting);
        await web.AssertStoresAsync();
        var away = Path.Combine(_data.Path, "away");

        File.Move(Database, away);
        await web.AssertRefusesAsync(Removed);
        await web.AssertUnhealthyAsync($"Put {Database} back");
        Assert.False(File.Exists(Database));
        File.Move(away, Database);

        await web.AssertGoesOnAsync();
    }

    [Fact]
    public async Task Directory_Removed_TakesNothingUntilTheNextStart()
    {
        await using (var web = await FaultyWeb.StartAsync(Setting))
        {
            await web.AssertStoresAsync();
            Directory.Delete(_data.Path, recursive: true);

            await web.AssertRefusesAsync(Removed);
            await web.AssertUnhealthyAsync($"Put {Database} back");
            Assert.Equal(0, await web.Web.Process.StopAsync());
            Assert.False(Directory.Exists(_data.Path));
        }

        await using var next = await FaultyWeb.StartAsync(Setting);
        await next.AssertStoresAsync();
        await next.AssertKeptAsync(next.Web);
    }

    /// <summary>A part of it, by something that knows nothing of databases.</summary>
    /// <param name="start">Where that begins, in percent of the file.</param>
    /// <param name="end">Where it ends.</param>
    private void Overwrite(int start, int end)
    {
        using var file = new FileStream(Database, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        var percent = file.Length / 100;
        file.Position = start * percent;
        file.Write(Enumerable.Repeat((byte)'x', (int)((end - start) * percent)).ToArray());
    }

    private byte[] Hash()
    {
        using var file = new FileStream(Database, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return SHA256.HashData(file);
    }
}
