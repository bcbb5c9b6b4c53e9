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
        """
        LOCK TABLE echoapp.requests IN SHARE ROW EXCLUSIVE MODE;
        ALTER TABLE echoapp.requests ADD COLUMN pinned boolean NOT NULL DEFAULT false, ADD COLUMN tags text COLLATE "C" NOT NULL DEFAULT '';
        CREATE INDEX requests_kind ON echoapp.requests (bin, left(method, 64), status, position);
        CREATE INDEX requests_marked ON echoapp.requests (position) WHERE pinned OR tags <> '';
        ALTER TABLE echoapp.usage ADD COLUMN latest bigint NOT NULL DEFAULT 0, ADD COLUMN lateness bigint NOT NULL DEFAULT 0;
        UPDATE echoapp.usage SET latest = coalesce((SELECT max(received_at) FROM echoapp.requests), 0), lateness = coalesce((
            SELECT max(r.latest - r.received_at) FROM (SELECT received_at, max(received_at) OVER (ORDER BY position) AS latest FROM echoapp.requests) r), 0);
        CREATE TABLE echoapp.removals (id uuid PRIMARY KEY, state integer NOT NULL, ends_at bigint NOT NULL);
        CREATE TABLE echoapp.removed (position bigint PRIMARY KEY, removal uuid NOT NULL);
        CREATE INDEX removed_removal ON echoapp.removed (removal, position);
        CREATE FUNCTION echoapp.fold(bytes bytea) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
            AS $$ SELECT decode(lower(encode(bytes, 'escape') COLLATE "C"), 'escape') $$;
        """,
        // The sequence has another name: replicas of older versions would store what nobody counts, and refuse instead.
        """
        LOCK TABLE echoapp.bins, echoapp.requests IN SHARE ROW EXCLUSIVE MODE;
        ALTER SEQUENCE echoapp.positions RENAME TO request_positions;
        CREATE FUNCTION echoapp.request_size(details bytea, head bytea, body bytea) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
            AS $$ SELECT 256::bigint + octet_length(details) + octet_length(head) + octet_length(body) $$;
        CREATE TABLE echoapp.bin_usage (
            bin bigint PRIMARY KEY,
            requests bigint NOT NULL,
            bytes bigint NOT NULL,
            pinned bigint NOT NULL,
            pinned_bytes bigint NOT NULL,
            swept bigint NOT NULL
        ) WITH (fillfactor = 20);
        INSERT INTO echoapp.bin_usage
            SELECT b.key, count(r.bin), coalesce(sum(r.size), 0), count(*) FILTER (WHERE r.pinned), coalesce(sum(r.size) FILTER (WHERE r.pinned), 0), 0
            FROM echoapp.bins b LEFT JOIN (SELECT bin, pinned, echoapp.request_size(details, head, body) AS size FROM echoapp.requests) r ON r.bin = b.key GROUP BY b.key;
        CREATE FUNCTION echoapp.measure_bin() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO echoapp.bin_usage VALUES (new.key, 0, 0, 0, 0, 0);
            RETURN NULL;
        END $$;
        CREATE TRIGGER bins_inserted AFTER INSERT ON echoapp.bins FOR EACH ROW EXECUTE FUNCTION echoapp.measure_bin();
        CREATE FUNCTION echoapp.forget_bin() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            DELETE FROM echoapp.bin_usage WHERE bin = old.key;
            RETURN NULL;
        END $$;
        CREATE TRIGGER bins_deleted AFTER DELETE ON echoapp.bins FOR EACH ROW EXECUTE FUNCTION echoapp.forget_bin();
        CREATE OR REPLACE FUNCTION echoapp.subtract_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE echoapp.usage AS u SET bytes = u.bytes - d.bytes
                FROM (SELECT sum(echoapp.request_size(details, head, body)) AS bytes FROM deleted) d WHERE d.bytes > 0;
            UPDATE echoapp.bin_usage AS u SET
                requests = u.requests - d.requests, bytes = u.bytes - d.bytes, pinned = u.pinned - d.pinned, pinned_bytes = u.pinned_bytes - d.pinned_bytes
                FROM (
                    SELECT s.bin, count(*) AS requests, sum(s.size) AS bytes, count(*) FILTER (WHERE s.pinned) AS pinned, coalesce(sum(s.size) FILTER (WHERE s.pinned), 0) AS pinned_bytes
                    FROM (SELECT bin, pinned, echoapp.request_size(details, head, body) AS size FROM deleted) s GROUP BY s.bin) d
                WHERE u.bin = d.bin;
            RETURN NULL;
        END $$;
        CREATE FUNCTION echoapp.count_pinned() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
            change integer := CASE WHEN new.pinned THEN 1 ELSE -1 END;
        BEGIN
            UPDATE echoapp.bin_usage SET pinned = pinned + change, pinned_bytes = pinned_bytes + change * echoapp.request_size(new.details, new.head, new.body) WHERE bin = new.bin;
            RETURN NULL;
        END $$;
        CREATE TRIGGER requests_pinned AFTER UPDATE OF pinned ON echoapp.requests
            FOR EACH ROW WHEN (old.pinned <> new.pinned) EXECUTE FUNCTION echoapp.count_pinned();
        ALTER TABLE echoapp.removed DROP CONSTRAINT removed_pkey, ADD PRIMARY KEY (position, removal);
        """,
    ];

    public static int Newest => _all.Length;

    /// <summary>Brings a database to the newest schema, in one transaction under a lock: replicas start at the same time.</summary>
    /// <exception cref="SchemaTooNewException">It has a schema that is not known here.</exception>
    public static async Task ApplyAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand { Connection = connection, Transaction = transaction, CommandTimeout = LongestChange };
        await RunAsync($"SELECT pg_advisory_xact_lock({LockKeys.Migrations}), set_config('enable_seqscan', 'on', true)");
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
