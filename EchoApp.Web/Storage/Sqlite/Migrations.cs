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
