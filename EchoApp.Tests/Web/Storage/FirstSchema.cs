using EchoApp.Web.Storage;
using Xunit;

namespace EchoApp.Tests.Web.Storage;

/// <summary>Databases as the first version of EchoApp that had bins has left them. They stay as they are: data of users are like them.</summary>
internal static class FirstSchema
{
    public const string Sqlite = """
        CREATE TABLE bins (key INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, declared INTEGER NOT NULL, created_at INTEGER NOT NULL, settings TEXT NOT NULL) STRICT;
        CREATE TABLE requests (position INTEGER PRIMARY KEY, bin INTEGER NOT NULL, id BLOB NOT NULL, received_at INTEGER NOT NULL, method TEXT NOT NULL, target TEXT NOT NULL,
            body_length INTEGER NOT NULL, status INTEGER NOT NULL, details BLOB NOT NULL, head BLOB NOT NULL, body BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX requests_id ON requests (id);
        CREATE INDEX requests_bin ON requests (bin, position);
        CREATE TABLE counts (bin INTEGER NOT NULL, key TEXT NOT NULL, count INTEGER NOT NULL, used INTEGER NOT NULL, PRIMARY KEY (bin, key)) STRICT, WITHOUT ROWID;
        CREATE INDEX counts_used ON counts (bin, used);
        INSERT INTO counts VALUES (3, '', 4, 1764419445123456);
        CREATE TABLE positions (last INTEGER NOT NULL) STRICT;
        INSERT INTO positions VALUES (7);
        INSERT INTO bins VALUES (3, 'orders', 1, 1764419445123456, '{"raw":true}');
        INSERT INTO requests VALUES (5, 3, X'019ACF3C4D5E7F00811122334455AABB', 1764419445123456, 'POST', '/b/orders?a=1', 3, 200, X'7B7D', X'504F53540D0A', X'00FF61');
        PRAGMA user_version = 1;
        """;

    public const string Postgres = """
        CREATE SCHEMA echoapp;
        CREATE TABLE echoapp.version (version integer NOT NULL);
        INSERT INTO echoapp.version VALUES (1);
        CREATE TABLE echoapp.bins (key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text COLLATE "C" NOT NULL UNIQUE, declared boolean NOT NULL,
            created_at bigint NOT NULL, settings text NOT NULL);
        CREATE TABLE echoapp.counts (bin bigint NOT NULL, key text COLLATE "C" NOT NULL, count bigint NOT NULL, used bigint NOT NULL, PRIMARY KEY (bin, key));
        CREATE INDEX counts_used ON echoapp.counts (bin, used);
        INSERT INTO echoapp.counts VALUES (3, '', 4, 1764419445123456);
        CREATE SEQUENCE echoapp.positions START 8;
        CREATE TABLE echoapp.requests (position bigint PRIMARY KEY, bin bigint NOT NULL, id uuid NOT NULL, received_at bigint NOT NULL, method text NOT NULL, target text NOT NULL,
            body_length bigint NOT NULL, status integer NOT NULL, details bytea NOT NULL, head bytea NOT NULL, body bytea NOT NULL);
        ALTER TABLE echoapp.requests ALTER COLUMN body SET STORAGE EXTERNAL;
        CREATE UNIQUE INDEX requests_id ON echoapp.requests (id);
        CREATE INDEX requests_bin ON echoapp.requests (bin, position);
        INSERT INTO echoapp.bins OVERRIDING SYSTEM VALUE VALUES (3, 'orders', true, 1764419445123456, '{"raw":true}');
        INSERT INTO echoapp.requests VALUES (5, 3, '019acf3c-4d5e-7f00-8111-22334455aabb', 1764419445123456, 'POST', '/b/orders?a=1', 3, 200, '\x7b7d', '\x504f53540d0a', '\x00ff61');
        """;

    private static readonly DateTimeOffset _time = new(2025, 11, 29, 12, 30, 45, 123, 456, TimeSpan.Zero);

    public static async Task AssertIsInAsync(IStore store)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var request = Assert.Single(await store.Requests.ListAsync(Samples.Orders, null, 10, cancellationToken));
        var found = await store.Requests.FindAsync(Samples.Orders, Guid.Parse("019acf3c-4d5e-7f00-8111-22334455aabb"), cancellationToken);

        Assert.Equal(new Bin(Samples.Orders, true, _time, new BinSettings { Raw = true }), await store.Bins.FindAsync(Samples.Orders, cancellationToken));
        Assert.NotNull(found);
        Assert.Equal((5, 5), (request.Position, found.Position));
        Assert.Equal(("POST", "/b/orders?a=1", 3, 3, 200, _time), (found.Record.Method, found.Record.Target, found.Record.BodyLength, found.Record.BodyKept, found.Record.Status, found.Record.ReceivedAt));
        Assert.Equal("{}"u8, found.Record.Details.Span);
        Assert.Equal("POST\r\n"u8, found.Head.Span);
        Assert.Equal([0, 255, (byte)'a'], found.Body.ToArray());
        Assert.Equal(new BinUsage(1, 256 + 2 + 6 + 3, 0, 0, 0, _time, _time), (await store.Bins.MeasureAsync(Samples.Orders, cancellationToken))!.Usage);
        Assert.Equal(5, await store.Bins.CountAsync(Samples.Orders, "", _time, cancellationToken));
        Assert.True(await store.Requests.AppendAsync(Samples.Request("/new")));
        Assert.True((await store.Requests.ListAsync(Samples.Orders, null, 1, cancellationToken))[0].Position > 7);
    }
}
