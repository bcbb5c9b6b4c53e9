using System.Globalization;
using System.Text;
using EchoApp.Tests.Web.Bins;
using EchoApp.Tests.Web.Storage;
using EchoApp.Tests.Web.Storage.Postgres;
using EchoApp.Tests.Web.Storage.Sqlite;
using EchoApp.Web.Queries;
using EchoApp.Web.Storage;
using Xunit;

namespace EchoApp.Tests.Web.Commands;

/// <summary>All that an embedded store holds is in PostgreSQL afterwards, or nothing is.</summary>
public sealed class MoveStoreTests(PostgresServer postgres)
{
    private static readonly BinName _payments = BinName.Parse("payments");
    private static readonly DateTimeOffset _end = Samples.Time.AddDays(1);
    private static readonly Guid _link = new("019ad0b2-8a63-7c2e-9b1f-0a1b2c3d4e5f");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Move_Of100000Requests_KeepsEachWithItsPositionAndGoesOnBehind()
    {
        await using var from = new SqliteHost();
        await using var to = await PostgresHost.CreateAsync(postgres);
        await using (var store = await Samples.OpenAsync(from))
        {
            await FillAsync(store, 100_000);
        }

        var said = await MoveAsync(from, to);

        Assert.StartsWith("9,999 of 99,998 requests are copied\n", said, StringComparison.Ordinal);
        Assert.EndsWith($"Moved: 99,998 requests of 2 bins, with their positions, and sessions. {from.File} is as it was: delete it once nothing of it is needed.\n", said, StringComparison.Ordinal);
        await using var source = await from.OpenAsync();
        await using var target = await to.OpenAsync();
        await source.Requests.PurgeAsync(_end, Cancellation);
        await AssertSameAsync(source, target);
        var last = await source.Requests.LastPositionAsync(Cancellation);
        Assert.True(await target.Requests.AppendAsync(Samples.Request("/next")));
        Assert.Equal(last + 1, await target.Requests.LastPositionAsync(Cancellation));
        Assert.Equal(3, await target.Bins.CountAsync(Samples.Orders, "key", Samples.Time, Cancellation));
        Assert.True(await target.Sessions.ExistsAsync([1, 2, 3], Samples.Time, Cancellation));
        Assert.False(await target.Sessions.TryAddAsync(_link, _end, [4], Samples.Time, _end, Cancellation));
    }

    [Fact]
    public async Task Move_ToAStoreThatWebHasDeclaredBinsIn_TakesThemForTheSame()
    {
        await using var from = new SqliteHost();
        await using var to = await PostgresHost.CreateAsync(postgres);
        await using (var store = await Samples.OpenAsync(from))
        {
            await FillAsync(store, 3);
        }

        (string, string)[] settings = [("ConnectionStrings__store", to.ConnectionString), ("Bins__orders__Raw", "true")];
        await using var web = await BinnedWeb.StartAsync(settings);
        await MoveAsync(from, to);

        var bin = await web.GetAsync("bins/orders");
        Assert.True(bin["declared"]!.GetValue<bool>());
        Assert.Equal(1, bin["usage"]!["requests"]!.GetValue<int>());
        Assert.Equal(200, (await web.ExchangeAsync("GET /b/orders/later HTTP/1.1\r\nHost: a\r\n\r\n")).Status);
        await using var target = await to.OpenAsync();
        Assert.Equal(["/2", "/b/orders/later"], (await target.Requests.FollowAsync(0, 10, Cancellation)).Select(request => request.Record.Target));
    }

    [Fact]
    public async Task Move_ToAStoreWhereRequestsWereRemoved_BringsAllThatStay()
    {
        await using var from = new SqliteHost();
        await using var to = await PostgresHost.CreateAsync(postgres);
        await using (var store = await Samples.OpenAsync(from))
        {
            await FillAsync(store, 6);
        }

        await using var target = await Samples.OpenAsync(to);
        for (var i = 0; i < 6; i++)
        {
            await target.Requests.AppendAsync(Samples.Request($"/{i}"));
        }

        await target.Bins.CountAsync(Samples.Orders, "other", Samples.Time, Cancellation);
        await target.Requests.RemoveAsync(Guid.CreateVersion7(), QueryParser.Parse("*", Samples.Time), () => _end, Cancellation);
        await target.Requests.DeleteAllAsync(Samples.Orders, Cancellation);

        Assert.StartsWith("Moved: 4 requests of 2 bins", await MoveAsync(from, to), StringComparison.Ordinal);
        await target.Requests.PurgeAsync(_end.AddDays(1), Cancellation);
        Assert.Equal(["/2", "/3", "/4", "/5"], (await target.Requests.FollowAsync(0, 10, Cancellation)).Select(request => request.Record.Target));
        Assert.Equal(1, await target.Bins.CountAsync(Samples.Orders, "other", Samples.Time, Cancellation));
    }

    [Fact]
    public async Task Move_ThatBreaksOff_LeavesNothingInPostgres()
    {
        await using var from = new SqliteHost();
        await using var to = await PostgresHost.CreateAsync(postgres);
        await using (var store = await Samples.OpenAsync(from))
        {
            await store.Requests.AppendAsync(Samples.Request("/1"));

            // PostgreSQL cannot hold it, and HTTP cannot bring it.
            await store.Requests.AppendAsync(Samples.Request("/\0"));
        }

        Assert.StartsWith("Nothing is moved: The store does not work. 22021", await RefuseAsync(from, to), StringComparison.Ordinal);

        await using var target = await to.OpenAsync();
        await target.PrepareAsync(Cancellation);
        Assert.Empty(await target.Requests.FollowAsync(0, 10, Cancellation));
        Assert.Empty(await target.Bins.ListAsync(Cancellation));
        await using var source = await from.OpenAsync();
        Assert.Equal(2, (await source.Requests.FollowAsync(0, 10, Cancellation)).Count);
    }

    [Fact]
    public async Task Move_ThatCannotBe_SaysWhy()
    {
        await using var from = new SqliteHost();
        await using var to = await PostgresHost.CreateAsync(postgres);
        var directory = Path.GetDirectoryName(from.File)!;
        Assert.StartsWith("move-store moves the embedded store to PostgreSQL: give the database in ConnectionStrings__store", await WebCommand.RefuseAsync([("Data__Directory", directory)], "move-store"), StringComparison.Ordinal);
        Assert.StartsWith($"There is no store in {directory}.", await RefuseAsync(from, to), StringComparison.Ordinal);

        await using (var web = await BinnedWeb.StartWithOrdersAsync(("Data__Directory", directory)))
        {
            Assert.StartsWith($"{directory} is used by another process", await RefuseAsync(from, to), StringComparison.Ordinal);
            await web.Process.StopAsync();
        }

        Assert.StartsWith("Nothing is moved: The store does not answer. ", await WebCommand.RefuseAsync([("Data__Directory", directory), ("ConnectionStrings__store", "Host=127.0.0.1;Port=1")], "move-store"), StringComparison.Ordinal);
        await using (var target = await Samples.OpenAsync(to))
        {
            await target.Requests.AppendAsync(Samples.Request("/"));
        }

        Assert.StartsWith("The store in ConnectionStrings__store holds requests already", await RefuseAsync(from, to), StringComparison.Ordinal);
        await PostgresServer.RunAsync(to.ConnectionString, "DELETE FROM echoapp.requests; UPDATE echoapp.version SET version = 99");
        Assert.StartsWith("Nothing is moved: PostgreSQL holds the store of a newer EchoApp", await RefuseAsync(from, to), StringComparison.Ordinal);
        await DatabaseSql.RunAsync(from.File, "PRAGMA user_version = 99");
        Assert.StartsWith($"Nothing is moved: {from.File} is of a newer EchoApp", await RefuseAsync(from, to), StringComparison.Ordinal);
    }

    /// <summary>Of two bins in turn, with one that is pinned, one with a tag, one that is deleted and one that is removed; with a session, a used link and a count.</summary>
    private static async Task FillAsync(IStore store, int count)
    {
        await store.Bins.TryCreateAsync(Samples.Bin("payments", settings: new BinSettings { Cors = "https://a.example" }), 10, Cancellation);
        await store.Bins.CountAsync(Samples.Orders, "key", Samples.Time, Cancellation);
        await store.Bins.CountAsync(Samples.Orders, "key", Samples.Time, Cancellation);
        await store.Sessions.TryAddAsync(_link, _end, [1, 2, 3], Samples.Time, _end, Cancellation);
        var ids = new Guid[count];
        for (var start = 0; start < count; start += 1000)
        {
            await Task.WhenAll(Enumerable.Range(start, Math.Min(1000, count - start)).Select(i =>
            {
                var body = i % 1000 == 1 ? new byte[100_000] : Encoding.UTF8.GetBytes($"bödy {i}");
                body[0] = (byte)i;
                var request = Samples.Request($"/{i}", i % 2 == 0 ? Samples.Orders : _payments, body);
                request = request with { Record = request.Record with { ReceivedAt = Samples.Time.AddMilliseconds(i - (i % 7)) } };
                ids[i] = request.Record.Id;
                return store.Requests.AppendAsync(request).AsTask();
            }));
        }

        await store.Requests.DeleteAsync(Samples.Orders, ids[0], Cancellation);
        await store.Requests.RemoveAsync(Guid.CreateVersion7(), QueryParser.Parse("path=/1", Samples.Time), () => _end, Cancellation);
        await store.Requests.MarkAsync(Samples.Orders, ids[2], marks => marks with { IsPinned = true, Tags = ["seen", "twice"] }, Cancellation);
    }

    private static async Task AssertSameAsync(IStore source, IStore target)
    {
        Assert.Equal(await UsageAsync(source), await UsageAsync(target));
        Assert.Equal(await source.MeasureAsync(Cancellation), await target.MeasureAsync(Cancellation));
        for (var after = 0L; ;)
        {
            var (expected, actual) = (await source.Requests.FollowAsync(after, 1000, Cancellation), await target.Requests.FollowAsync(after, 1000, Cancellation));
            Assert.Equal(expected.Select(Text), actual.Select(Text));
            if (expected.Count == 0)
            {
                return;
            }

            after = expected[^1].Position;
            await AssertSameBytesAsync(source, target, expected[0].Record);
            await AssertSameBytesAsync(source, target, expected[1 % expected.Count].Record);
        }
    }

    private static async Task AssertSameBytesAsync(IStore source, IStore target, RequestRecord record)
    {
        var (expected, actual) = (await source.Requests.FindAsync(record.Bin, record.Id, Cancellation), await target.Requests.FindAsync(record.Bin, record.Id, Cancellation));
        Assert.Equal(expected!.Head.ToArray(), actual!.Head.ToArray());
        Assert.Equal(expected.Body.ToArray(), actual.Body.ToArray());
    }

    private static async Task<IEnumerable<string>> UsageAsync(IStore store) => (await store.Bins.ListAsync(Cancellation)).Select(measured => string.Create(
        CultureInfo.InvariantCulture,
        $"{measured.Bin.Name} {measured.Bin.IsDeclared} {measured.Bin.CreatedAt:O} {measured.Bin.Settings.Cors} {measured.Usage}"));

    private static string Text(ListedRequest request)
    {
        var record = request.Record;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{request.Position} {record.Id} {record.Bin} {record.ReceivedAt:O} {record.Method} {record.Target} {record.BodyLength} {record.BodyKept} {record.Status} {Encoding.UTF8.GetString(record.Details.Span)} {record.Marks.IsPinned} {Tags.Join(record.Marks.Tags)}");
    }

    private static (string, string)[] Settings(SqliteHost from, PostgresHost to) => [("Data__Directory", Path.GetDirectoryName(from.File)!), ("ConnectionStrings__store", to.ConnectionString)];

    private static Task<string> MoveAsync(SqliteHost from, PostgresHost to) => WebCommand.RunAsync(Settings(from, to), "move-store");

    private static Task<string> RefuseAsync(SqliteHost from, PostgresHost to) => WebCommand.RefuseAsync(Settings(from, to), "move-store");
}
