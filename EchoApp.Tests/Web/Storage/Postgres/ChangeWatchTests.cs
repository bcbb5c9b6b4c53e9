using System.Collections.Concurrent;
using EchoApp.Web.Storage;
using EchoApp.Web.Storage.Postgres;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace EchoApp.Tests.Web.Storage.Postgres;

/// <summary>How replicas learn of each other's commits.</summary>
public sealed class ChangeWatchTests(PostgresServer server)
{
    private readonly LoggedLines<ChangeWatch> _log = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commit_OfAnotherReplica_IsToldAtOnce()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using var store = await Samples.OpenAsync(host);
        await using var watching = PostgresHost.Open(host.ConnectionString, time: _time, logger: _log);
        await using var watch = new WatchedStore(watching);
        var started = TimeProvider.System.GetTimestamp();

        // By the looks that are taken in any case, one in 5 s, it would be over three minutes.
        for (var i = 0; i < 40; i++)
        {
            var before = watch.Calls;
            await store.Requests.AppendAsync(Samples.Request($"/{i}"));
            await Eventually.TrueAsync(() => watch.Calls > before, "it is told");
            Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, Eventually.Deadline);
        }

        Assert.Empty(_log.All);
    }

    [Fact]
    public async Task Batch_IsToldOnceAndWithoutData()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using var store = await Samples.OpenAsync(host);
        await using var listening = await ConnectAsync(host);
        ConcurrentQueue<string> heard = new();
        listening.Notification += (_, notification) => heard.Enqueue(notification.Payload);
        await RunAsync(listening, $"LISTEN {ChangeWatch.Channel}");

        await using var writing = await ConnectAsync(host);
        foreach (var bin in (BinName[])[Samples.Orders, BinName.Parse("none")])
        {
            await using var command = RequestWriter.InsertCommand(writing, new InsertStatement(most: long.MaxValue), [.. Enumerable.Range(0, 50).Select(i => Samples.Request($"/{i}", bin))]);
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        await RunAsync(writing, $"NOTIFY {ChangeWatch.Channel}, 'last'");
        while (!heard.Contains("last"))
        {
            await listening.WaitAsync(Cancellation);
        }

        Assert.Equal(["", "last"], heard);
    }

    /// <summary>As PgBouncer is that pools transactions, which takes it for a connection that it gives to others; and as one that refuses it.</summary>
    [Theory]
    [InlineData("LISTEN anybody", "(LISTEN is taken, and nothing comes)")]
    [InlineData("LISTEN 1234567", "(syntax error at or near \"1234567\")")]
    public async Task Pooler_ThatDeliversNothing_IsToldOnceAndLooksAreTakenUntilItDoes(string instead, string trouble)
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using var pooler = new TamperingRelay(host.ConnectionString, $"LISTEN {ChangeWatch.Channel}", instead);
        await using var store = await Samples.OpenAsync(host);
        await using var watching = PostgresHost.Open(pooler.ConnectionString, time: _time, logger: _log);
        await using var watch = new WatchedStore(watching);

        await Eventually.TrueAsync(() => _log.All.Count == 1, "it is told");
        var (level, text) = _log.All[0];
        Assert.Equal(LogLevel.Warning, level);
        Assert.StartsWith($"PostgreSQL's notifications do not come through {trouble}, so live streams look into the store every 250 ms, and are late by as much.", text, StringComparison.Ordinal);
        var told = _time.GetUtcNow();
        for (var i = 0; i < 3; i++)
        {
            var calls = watch.Calls;
            await WhileTimePassesAsync(TimeSpan.FromMilliseconds(250), () => watch.Calls > calls, "another look is taken");
        }

        // Before LISTEN is tried again.
        Assert.InRange(_time.GetUtcNow() - told, TimeSpan.Zero, TimeSpan.FromMinutes(1));

        pooler.Relent();
        await WhileTimePassesAsync(TimeSpan.FromSeconds(10), () => _log.All.Count > 1, "it is tried again");
        Assert.Equal([(LogLevel.Warning, text), (LogLevel.Information, "PostgreSQL's notifications come through again.")], _log.All);
        var before = watch.Calls;
        await store.Requests.AppendAsync(Samples.Request("/"));
        await Eventually.TrueAsync(() => watch.Calls > before, "what is committed is told");
    }

    [Fact]
    public async Task Pooler_ThatDeliversNothingStill_IsNotToldAgain()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using var pooler = new TamperingRelay(host.ConnectionString, $"LISTEN {ChangeWatch.Channel}", "LISTEN 1234567");
        await using var watching = PostgresHost.Open(pooler.ConnectionString, time: _time, logger: _log);
        for (var i = 0; i < 2; i++)
        {
            await using var watch = new WatchedStore(watching);
            await Eventually.TrueAsync(() => _log.All.Count == 1, "it is told");
            var tries = pooler.Tampered;
            await WhileTimePassesAsync(TimeSpan.FromSeconds(10), () => pooler.Tampered > tries, "it is tried again");
        }

        Assert.Single(_log.All);
    }

    private Task WhileTimePassesAsync(TimeSpan step, Func<bool> condition, string what) => Eventually.TrueAsync(
        () =>
        {
            _time.Advance(step);
            return condition();
        },
        what);

    private static async Task<NpgsqlConnection> ConnectAsync(PostgresHost host)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(host.ConnectionString) { Pooling = false }.ToString());
        await connection.OpenAsync(Cancellation);
        return connection;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
