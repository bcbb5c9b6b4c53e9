using System.Collections.Concurrent;
using System.Globalization;

namespace EchoApp.Web.Storage.Postgres;

/// <summary>
/// The statement that stores requests. Positions are given under a lock that is held to the end of the commit, so that they become visible in their
/// order, whichever replica commits. It is taken by the statement that has all its data already: a client that hangs cannot hold it. Who listens is told once of
/// all that it has stored, when that is committed. Who counts what is there changes the row of all first, and then those of bins: so none waits for another in a circle. Who deletes a bin
/// waits for who stores in it: else nobody would find, or delete, what is stored.
/// </summary>
/// <param name="most">Bytes of requests that there may be.</param>
internal sealed class InsertStatement(long most)
{
    private static readonly string[] _types = ["text", "uuid", "bigint", "text", "text", "bigint", "integer", "bytea", "bytea", "bytea"];
    private readonly ConcurrentDictionary<(int Rows, bool IsMissingOnly), string> _texts = [];

    /// <param name="rows">How many rows of parameters it takes. Those whose bin is null or not there are left out.</param>
    /// <param name="isMissingOnly">Whether those that are there already are left out too.</param>
    /// <returns>A statement that gives the ids that it has stored; or a null, and has stored nothing, where there are too many bytes already.</returns>
    public string Of(int rows, bool isMissingOnly) => _texts.GetOrAdd((rows, isMissingOnly), shape => Write(shape.Rows, shape.IsMissingOnly));

    private string Write(int rows, bool isMissingOnly) => $"""
        WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock({LockKeys.Append})::text AS taken),
        room AS MATERIALIZED (SELECT coalesce((SELECT max(bytes) FROM echoapp.usage), 0) < {most.ToString(CultureInfo.InvariantCulture)} AS is_left),
        stored AS (
        INSERT INTO echoapp.requests (position, bin, id, received_at, method, target, body_length, status, details, head, body)
        SELECT nextval('echoapp.request_positions'), b.key, r.id, r.received_at, r.method, r.target, r.body_length, r.status, r.details, r.head, r.body
        FROM turn
        CROSS JOIN (VALUES {string.Join(", ", Enumerable.Range(0, rows).Select(Row))})
            AS r(place, bin, id, received_at, method, target, body_length, status, details, head, body)
        JOIN echoapp.bins b ON b.name = r.bin
        WHERE turn.taken IS NOT NULL AND (SELECT is_left FROM room)
        ORDER BY r.place FOR KEY SHARE OF b
        {(isMissingOnly ? "ON CONFLICT (id) DO NOTHING" : "")}
        RETURNING id, bin, received_at, echoapp.request_size(details, head, body) AS size),
        used AS (
        UPDATE echoapp.usage AS u SET bytes = u.bytes + s.size, latest = greatest(u.latest, s.latest), lateness = greatest(u.lateness, greatest(u.latest, s.latest) - s.earliest)
        FROM (SELECT sum(size) AS size, min(received_at) AS earliest, max(received_at) AS latest FROM stored) s WHERE s.size > 0
        RETURNING pg_notify('{ChangeWatch.Channel}', '')),
        used_by_bin AS (
        UPDATE echoapp.bin_usage AS u SET requests = u.requests + s.requests, bytes = u.bytes + s.bytes
        FROM used CROSS JOIN (SELECT bin, count(*) AS requests, sum(size) AS bytes FROM stored GROUP BY bin) s WHERE u.bin = s.bin)
        SELECT id FROM stored UNION ALL SELECT NULL FROM room WHERE NOT is_left
        """;

    private static string Row(int row) =>
        string.Create(CultureInfo.InvariantCulture, $"({row}, {string.Join(", ", _types.Select((type, column) => string.Create(CultureInfo.InvariantCulture, $"${(row * _types.Length) + column + 1}::{type}")))})");
}
