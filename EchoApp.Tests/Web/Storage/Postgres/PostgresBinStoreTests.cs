using EchoApp.Web.Storage.Postgres;
using Npgsql;
using Xunit;

namespace EchoApp.Tests.Web.Storage.Postgres;

public sealed class PostgresBinStoreTests(PostgresServer server) : BinStoreContract
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_WhileAnotherBinIsHeldByWhoChangesIt_DoesNotWait()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using var store = await Samples.OpenAsync(host);
        await using var source = NpgsqlDataSource.Create(host.ConnectionString);
        await using var connection = await source.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await using var hold = new NpgsqlCommand("SELECT key FROM echoapp.bins WHERE name = 'orders' FOR UPDATE", connection);
        Assert.NotNull(await hold.ExecuteScalarAsync(Cancellation));
        var delete = store.Bins.DeleteAsync(Samples.Orders, Cancellation);
        await Eventually.TrueAsync(() => IsWaitedForAsync(host), "the deletion waits for the bin");

        Assert.True(await store.Bins.TryCreateAsync(Samples.Bin("others"), 10, Cancellation));

        Assert.False(delete.IsCompleted);
        await transaction.RollbackAsync(Cancellation);
        Assert.True(await delete);
    }

    [Fact]
    public async Task Delete_WhileSomethingIsBeingStored_LeavesNothing()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using var store = await Samples.OpenAsync(host);
        Task<bool> append;
        await using (await AdvisoryLock.TakeAsync(host.ConnectionString, LockKeys.Append))
        {
            append = store.Requests.AppendAsync(Samples.Request("/")).AsTask();
            await Eventually.TrueAsync(() => IsWaitedForAsync(host), "it is being stored");
            Assert.True(await store.Bins.DeleteAsync(Samples.Orders, Cancellation));
        }

        Assert.False(await append);
        Assert.Empty(await store.Requests.FollowAsync(0, 10, Cancellation));
        Assert.Equal(0, await store.MeasureAsync(Cancellation));
    }

    private protected override async Task<StoreHost> CreateHostAsync() => await PostgresHost.CreateAsync(server);

    private static async Task<bool> IsWaitedForAsync(PostgresHost host) =>
        await PostgresServer.ReadNumberAsync(host.ConnectionString, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") == 1;
}
