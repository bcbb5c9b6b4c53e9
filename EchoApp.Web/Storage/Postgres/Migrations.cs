using Npgsql;

namespace EchoApp.Web.Storage.Postgres;

/// <summary>
/// The changes that make the schema <c>echoapp</c>, in order; <c>echoapp.version</c> tells how many of them a database has. What was released is never
/// edited: the next change is the next member.
/// </summary>
internal static class Migrations
{
    // In seconds: of a large store every row may have to be looked at.
    private const int LongestChange = 3600;

    private const long LockKey = 0x4563686f_00000001;

    private static readonly string[] _all =
    [
        """
        CREATE TABLE echoapp.bins (
            key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            name text COLLATE "C" NOT NULL UNIQUE,
            declared boolean NOT NULL,
            created_at bigint NOT NULL,
            settings text NOT NULL
        );
        CREATE TABLE echoapp.counts (
            bin bigint NOT NULL,
            key text COLLATE "C" NOT NULL,
            count bigint NOT NULL,
            used bigint NOT NULL,
            PRIMARY KEY (bin, key)
        );
        CREATE INDEX counts_used ON echoapp.counts (bin, used);
        CREATE SEQUENCE echoapp.positions;
        CREATE TABLE echoapp.requests (
            position bigint PRIMARY KEY,
            bin bigint NOT NULL,
            id uuid NOT NULL,
            received_at bigint NOT NULL,
            method text NOT NULL,
            target text NOT NULL,
            body_length bigint NOT NULL,
            status integer NOT NULL,
            details bytea NOT NULL,
            head bytea NOT NULL,
            body bytea NOT NULL
        );
        ALTER TABLE echoapp.requests ALTER COLUMN body SET STORAGE EXTERNAL;
        CREATE UNIQUE INDEX requests_id ON echoapp.requests (id);
        CREATE INDEX requests_bin ON echoapp.requests (bin, position);
        """,
        """
        LOCK TABLE echoapp.requests IN SHARE ROW EXCLUSIVE MODE;
        CREATE TABLE echoapp.sessions (key bytea PRIMARY KEY, ends_at bigint NOT NULL);
        CREATE TABLE echoapp.used_links (id uuid PRIMARY KEY, ends_at bigint NOT NULL);
        CREATE TABLE echoapp.usage (bytes bigint NOT NULL) WITH (fillfactor = 10);
        INSERT INTO echoapp.usage SELECT coalesce(sum(256 + octet_length(details) + octet_length(head) + octet_length(body)), 0) FROM echoapp.requests;
        CREATE FUNCTION echoapp.subtract_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE echoapp.usage AS u SET bytes = u.bytes - d.bytes
                FROM (SELECT sum(256 + octet_length(details) + octet_length(head) + octet_length(body)) AS bytes FROM deleted) d WHERE d.bytes > 0;
            RETURN NULL;
        END $$;
        CREATE TRIGGER requests_deleted AFTER DELETE ON echoapp.requests
            REFERENCING OLD TABLE AS deleted FOR EACH STATEMENT EXECUTE FUNCTION echoapp.subtract_deleted();
        """,
    ];

    public static int Newest => _all.Length;

    /// <summary>Brings a database to the newest schema, in one transaction under a lock: replicas start at the same time.</summary>
    /// <exception cref="SchemaTooNewException">It has a schema that is not known here.</exception>
    public static async Task ApplyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand { Connection = connection, Transaction = transaction, CommandTimeout = LongestChange };
        await RunAsync($"SELECT pg_advisory_xact_lock({LockKey})");
        if (!await ExistsAsync(command, cancellationToken))
        {
            await RunAsync("CREATE SCHEMA IF NOT EXISTS echoapp; CREATE TABLE echoapp.version (version integer NOT NULL); INSERT INTO echoapp.version VALUES (0)");
        }

        command.CommandText = "SELECT version FROM echoapp.version";
        var version = (int)(await command.ExecuteScalarAsync(cancellationToken))!;
        if (version > Newest)
        {
            throw new SchemaTooNewException(version, Newest);
        }

        foreach (var change in _all[version..])
        {
            await RunAsync(change);
        }

        await RunAsync($"UPDATE echoapp.version SET version = {Newest} WHERE version < {Newest}");
        await transaction.CommitAsync(cancellationToken);

        Task RunAsync(string sql)
        {
            command.CommandText = sql;
            return command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        command.CommandText = "SELECT to_regclass('echoapp.version') IS NOT NULL";
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
