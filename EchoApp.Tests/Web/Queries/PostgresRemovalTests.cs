using EchoApp.Tests.Web.Storage;
using EchoApp.Tests.Web.Storage.Postgres;
using EchoApp.Web.Queries;
using EchoApp.Web.Storage;
using Npgsql;
using Xunit;

namespace EchoApp.Tests.Web.Queries;

public sealed class PostgresRemovalTests(PostgresServer server) : RemovalContract
{
    private static readonly DateTimeOffset _end = Samples.Time.AddSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Remove_PlannedWhileThereWasNothingRemoved_LooksThroughNothingWhole()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using (var store = await Samples.OpenAsync(host))
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, 2000), Cancellation, async (i, _) => await store.Requests.AppendAsync(Samples.Request($"/{i}")));

            // As PostgreSQL does by itself now and then.
            await PostgresServer.RunAsync(host.ConnectionString, "VACUUM (ANALYZE) echoapp.removed, echoapp.removals");
            for (var i = 0; i < 10; i++)
            {
                var removal = await RemoveAllAsync(store);
                Assert.Equal(2000, removal.Count);
                Assert.Equal(new Restored(2000, 0), await store.Requests.RestoreAsync(removal.Id, Samples.Time, Cancellation));
            }

            await RemoveAllAsync(store);
            await store.Requests.PurgeAsync(_end, Cancellation);
            Assert.Empty(await store.Requests.FollowAsync(0, 10, Cancellation));
        }

        await Eventually.TrueAsync(async () => await CountReadAsync(host, "idx_tup_fetch") > 20_000, "its connections have told what they did");
        Assert.Equal(0, await CountReadAsync(host, "seq_tup_read"));
        Assert.InRange(await CountReadAsync(host, "idx_tup_fetch"), 20_000, 400_000);
    }

    [Fact]
    public async Task Restore_WhoseMarksCannotBeTakenAwayYet_HasBroughtBackAllOfItAndSaysSo()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using var store = PostgresHost.Open($"{host.ConnectionString};Command Timeout=1");
        await store.Bins.TryCreateAsync(Samples.Bin("orders"), 10, Cancellation);
        await store.Requests.AppendAsync(Samples.Request("/"));
        var removal = await RemoveAllAsync(store);
        await using (var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(host.ConnectionString) { Pooling = false }.ToString()))
        {
            await connection.OpenAsync(Cancellation);
            await using var transaction = await connection.BeginTransactionAsync(Cancellation);
            await using var hold = new NpgsqlCommand("LOCK TABLE echoapp.removed IN SHARE MODE", connection);
            await hold.ExecuteNonQueryAsync(Cancellation);

            Assert.Equal(new Restored(1, 0), await store.Requests.RestoreAsync(removal.Id, Samples.Time, Cancellation));

            Assert.Single(await store.Requests.FollowAsync(0, 10, Cancellation));
        }

        await store.Requests.PurgeAsync(_end, Cancellation);
        Assert.Equal(0, await PostgresServer.ReadNumberAsync(host.ConnectionString, "SELECT count(*) FROM echoapp.removed"));
        Assert.Single(await store.Requests.FollowAsync(0, 10, Cancellation));
    }

    private protected override async Task<StoreHost> CreateHostAsync() => await PostgresHost.CreateAsync(server);

    private static Task<Removal> RemoveAllAsync(IStore store) => store.Requests.RemoveAsync(Guid.CreateVersion7(), Query.Everything, () => _end, Cancellation);

    private static Task<long> CountReadAsync(PostgresHost host, string how) =>
        PostgresServer.ReadNumberAsync(host.ConnectionString, $"SELECT coalesce({how}, 0) FROM pg_stat_user_tables WHERE relid = 'echoapp.removed'::regclass");
}
