using EchoApp.Web;
using EchoApp.Web.Storage;
using EchoApp.Web.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;

namespace EchoApp.Tests.Web.Storage.Sqlite;

public sealed class SqliteDurableStoreTests : DurableStoreContract
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_OfTheFirstSchema_FindsWhatIsInIt()
    {
        await using var host = new SqliteHost();
        await RunAsync(host.File, FirstSchema.Sqlite);

        await using var store = await host.OpenAsync();

        await FirstSchema.AssertIsInAsync(store);
    }

    [Fact]
    public async Task Open_OfANewerSchema_RefusesItAndLeavesItAsItIs()
    {
        await using var host = new SqliteHost();
        await (await host.OpenAsync()).DisposeAsync();
        await RunAsync(host.File, $"PRAGMA user_version = {Migrations.Newest + 1}");

        var refusal = await Assert.ThrowsAsync<StartupException>(() => host.OpenAsync());

        Assert.Equal(
            $"{host.File} cannot be used as the store: it was written by a newer EchoApp: its schema is {Migrations.Newest + 1}, and this version knows schemas up to "
            + $"{Migrations.Newest}. Run that version, or give another Data__Directory.",
            refusal.Message);
    }

    [Fact]
    public async Task Open_OfAFileThatIsNoDatabase_RefusesItAndLeavesItAsItIs()
    {
        await using var host = new SqliteHost();
        var letter = new string('a', 5000);
        await File.WriteAllTextAsync(host.File, letter, Cancellation);

        var refusal = await Assert.ThrowsAsync<StartupException>(() => host.OpenAsync());

        Assert.StartsWith($"{host.File} cannot be used as the store: ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(letter, await File.ReadAllTextAsync(host.File, Cancellation));
    }

    [Fact]
    public async Task Writer_OfAFile_CommitsToTheDiskAndLeavesNothingOfWhatIsDeleted()
    {
        await using var host = new SqliteHost();
        using var connection = new Connections(host.File).OpenWriter();

        Assert.Equal(("wal", 2L, 1L), ((string)Ask("journal_mode"), (long)Ask("synchronous"), (long)Ask("secure_delete")));

        object Ask(string name)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA {name}";
            return command.ExecuteScalar()!;
        }
    }

    [Fact]
    public async Task Append_WhenTheFileMayGrowNoFurther_FailsAndSucceedsWhenItMayAgain()
    {
        await using var host = new SqliteHost();
        await using var store = await Samples.OpenAsync(host);
        var engine = (Engine)store;
        engine.LimitTo(1024 * 1024);
        List<Guid> stored = [];
        var refusal = await Assert.ThrowsAsync<StoreUnavailableException>(async () =>
        {
            while (true)
            {
                var request = Samples.Request("/", body: new byte[100_000]);
                await store.Requests.AppendAsync(request);
                stored.Add(request.Record.Id);
            }
        });

        Assert.StartsWith("The store is full", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(stored, (await store.Requests.FollowAsync(0, 100, Cancellation)).Select(request => request.Record.Id));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.Requests.AppendAsync(Samples.Request("/", body: new byte[500_000])));
        engine.LimitTo(2 * 1024 * 1024);
        Assert.Equal("embedded", await store.DescribeAsync(Cancellation));
        Assert.True(await store.Requests.AppendAsync(Samples.Request("/", body: new byte[100_000])));
    }

    private protected override Task<StoreHost> CreateHostAsync() => Task.FromResult<StoreHost>(new SqliteHost());

    private static async Task RunAsync(string file, string sql)
    {
        SQLitePCL.Batteries_V2.Init();
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await connection.OpenAsync(Cancellation);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
