using Microsoft.Data.Sqlite;

namespace EchoApp.Web.Storage.Sqlite;

/// <summary>
/// The changes that make the schema, in order; <c>user_version</c> tells how many of them a database has. What was released is never edited:
/// the next change is the next member.
/// </summary>
internal static class Migrations
{
    private static readonly string[] _all =
    [
        """
        CREATE TABLE bins (
            key INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL UNIQUE,
            declared INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            settings TEXT NOT NULL
        ) STRICT;
        CREATE TABLE requests (
            position INTEGER PRIMARY KEY,
            bin INTEGER NOT NULL,
            id BLOB NOT NULL,
            received_at INTEGER NOT NULL,
            method TEXT NOT NULL,
            target TEXT NOT NULL,
            body_length INTEGER NOT NULL,
            status INTEGER NOT NULL,
            details BLOB NOT NULL,
            head BLOB NOT NULL,
            body BLOB NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX requests_id ON requests (id);
        CREATE INDEX requests_bin ON requests (bin, position);
        CREATE TABLE counts (
            bin INTEGER NOT NULL,
            key TEXT NOT NULL,
            count INTEGER NOT NULL,
            used INTEGER NOT NULL,
            PRIMARY KEY (bin, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX counts_used ON counts (bin, used);
        CREATE TABLE positions (last INTEGER NOT NULL) STRICT;
        INSERT INTO positions VALUES (0);
        """,
        """
        CREATE TABLE sessions (key BLOB PRIMARY KEY, ends_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE used_links (id BLOB PRIMARY KEY, ends_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE usage (bytes INTEGER NOT NULL) STRICT;
        INSERT INTO usage SELECT coalesce(sum(256 + length(details) + length(head) + length(body)), 0) FROM requests;
        CREATE TRIGGER requests_deleted AFTER DELETE ON requests BEGIN
            UPDATE usage SET bytes = bytes - (256 + length(old.details) + length(old.head) + length(old.body));
        END;
        """,
        """
        ALTER TABLE requests ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE requests ADD COLUMN tags TEXT NOT NULL DEFAULT '';
        CREATE INDEX requests_kind ON requests (bin, method, status, position);
        CREATE INDEX requests_marked ON requests (position) WHERE pinned <> 0 OR tags <> '';
        ALTER TABLE usage ADD COLUMN latest INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE usage ADD COLUMN lateness INTEGER NOT NULL DEFAULT 0;
        UPDATE usage SET latest = coalesce((SELECT max(received_at) FROM requests), 0), lateness = coalesce((
            SELECT max(latest - received_at) FROM (SELECT received_at, max(received_at) OVER (ORDER BY position) AS latest FROM requests)), 0);
        CREATE TABLE removals (id BLOB PRIMARY KEY, state INTEGER NOT NULL, ends_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE removed (position INTEGER PRIMARY KEY, removal BLOB NOT NULL) STRICT;
        CREATE INDEX removed_removal ON removed (removal, position);
        """,
        """
        CREATE TABLE bin_usage (
            bin INTEGER PRIMARY KEY,
            requests INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            pinned INTEGER NOT NULL,
            pinned_bytes INTEGER NOT NULL,
            swept INTEGER NOT NULL
        ) STRICT;
        INSERT INTO bin_usage
            SELECT b.key, count(r.size), coalesce(sum(r.size), 0), coalesce(sum(r.pinned), 0), coalesce(sum(r.size * r.pinned), 0), 0
            FROM bins b LEFT JOIN (SELECT bin, pinned <> 0 AS pinned, 256 + length(details) + length(head) + length(body) AS size FROM requests) r ON r.bin = b.key GROUP BY b.key;
        CREATE TRIGGER bins_inserted AFTER INSERT ON bins BEGIN
            INSERT INTO bin_usage VALUES (new.key, 0, 0, 0, 0, 0);
        END;
        CREATE TRIGGER bins_deleted AFTER DELETE ON bins BEGIN
            DELETE FROM bin_usage WHERE bin = old.key;
        END;
        DROP TRIGGER requests_deleted;
        CREATE TRIGGER requests_deleted AFTER DELETE ON requests BEGIN
            UPDATE usage SET bytes = bytes - (256 + length(old.details) + length(old.head) + length(old.body));
            UPDATE bin_usage SET
                requests = requests - 1,
                bytes = bytes - (256 + length(old.details) + length(old.head) + length(old.body)),
                pinned = pinned - (old.pinned <> 0),
                pinned_bytes = pinned_bytes - (old.pinned <> 0) * (256 + length(old.details) + length(old.head) + length(old.body))
                WHERE bin = old.bin;
        END;
        CREATE TRIGGER requests_pinned AFTER UPDATE OF pinned ON requests WHEN (old.pinned <> 0) <> (new.pinned <> 0) BEGIN
            UPDATE bin_usage SET
                pinned = pinned + (new.pinned <> 0) - (old.pinned <> 0),
                pinned_bytes = pinned_bytes + ((new.pinned <> 0) - (old.pinned <> 0)) * (256 + length(new.details) + length(new.head) + length(new.body))
                WHERE bin = new.bin;
        END;
        CREATE TABLE marks (position INTEGER NOT NULL, removal BLOB NOT NULL, PRIMARY KEY (position, removal)) STRICT, WITHOUT ROWID;
        INSERT INTO marks SELECT position, removal FROM removed;
        DROP TABLE removed;
        ALTER TABLE marks RENAME TO removed;
        CREATE INDEX removed_removal ON removed (removal, position);
        """,
    ];

    public static int Newest => _all.Length;

    /// <summary>Brings a database to the newest schema, in one transaction that keeps every other writer out.</summary>
    /// <exception cref="SchemaTooNewException">It has a schema that is not known here.</exception>
    public static void Apply(SqliteConnection connection)
    {
        if (Version(connection) == Newest)
        {
            // A disk that is full is no reason not to start.
            return;
        }

        using var transaction = connection.BeginTransaction(deferred: false);
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        var version = Version(connection);
        if (version > Newest)
        {
            throw new SchemaTooNewException(version, Newest);
        }

        foreach (var change in _all.AsSpan((int)version))
        {
            command.CommandText = change;
            command.ExecuteNonQuery();
        }

        command.CommandText = $"PRAGMA user_version = {Newest}";
        command.ExecuteNonQuery();
        transaction.Commit();
    }

    private static long Version(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return (long)command.ExecuteScalar()!;
    }
}
