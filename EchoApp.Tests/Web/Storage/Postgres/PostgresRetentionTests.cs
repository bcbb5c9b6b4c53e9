using EchoApp.Web.Storage;
using EchoApp.Web.Storage.Postgres;
using Xunit;

namespace EchoApp.Tests.Web.Storage.Postgres;

public sealed class PostgresRetentionTests(PostgresServer server) : RetentionContract
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_WhileAnotherIsAtIt_LeavesItToThat()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using var store = await Samples.OpenAsync(host);
        await store.Requests.AppendAsync(Samples.Request("/"));
        await using (await AdvisoryLock.TakeAsync(host.ConnectionString, LockKeys.Sweep))
        {
            Assert.Null(await store.Requests.SweepAsync(Samples.Orders, new Retained(0, null, null), Cancellation));
        }

        Assert.Equal(1, await store.Requests.SweepAllAsync(Samples.Orders, new Retained(0, null, null), Cancellation));
    }

    [Fact]
    public async Task Sweep_OfVeryMany_HasThemClearedAway()
    {
        const int Count = 100_000;
        await using var host = await PostgresHost.CreateAsync(server);
        await using var store = await Samples.OpenAsync(host);
        await PostgresServer.RunAsync(
            host.ConnectionString,
            $"""
            INSERT INTO echoapp.requests (position, bin, id, received_at, method, target, body_length, status, details, head, body)
            SELECT n, (SELECT key FROM echoapp.bins), gen_random_uuid(), n, 'POST', '/', 0, 200, ''::bytea, ''::bytea, ''::bytea FROM generate_series(1, {Count}) n;
            UPDATE echoapp.bin_usage SET requests = {Count}, bytes = {Count} * 256;
            UPDATE echoapp.usage SET bytes = {Count} * 256
            """);

        Assert.Equal(Count, await store.Requests.SweepAllAsync(Samples.Orders, new Retained(0, null, null), Cancellation));

        Assert.Equal(1, await PostgresServer.ReadNumberAsync(host.ConnectionString, "SELECT vacuum_count FROM pg_stat_user_tables WHERE relname = 'requests'"));
        Assert.Equal(0, await store.MeasureAsync(Cancellation));
    }

    [Fact]
    public async Task Append_OfAnOlderVersionThatStillRuns_IsRefused()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using var store = await Samples.OpenAsync(host);

        // What they all have in common: the sequence that positions come from.
        var refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => PostgresServer.RunAsync(host.ConnectionString, "SELECT nextval('echoapp.positions')"));

        Assert.Equal(Npgsql.PostgresErrorCodes.UndefinedTable, refusal.SqlState);
    }

    private protected override async Task<StoreHost> CreateHostAsync() => await PostgresHost.CreateAsync(server);
}
