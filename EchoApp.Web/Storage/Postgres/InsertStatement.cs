using System.Collections.Concurrent;
using System.Globalization;

namespace EchoApp.Web.Storage.Postgres;

/// <summary>
/// The statement that stores requests. Positions are given under a lock that is held to the end of the commit, so that they become visible in their
/// order, whichever replica commits. It is taken by the statement that has all its data already: a client that hangs cannot hold it.
/// </summary>
internal static class InsertStatement
{
    private static readonly string[] _types = ["text", "uuid", "bigint", "text", "text", "bigint", "integer", "bytea", "bytea", "bytea"];
    private static readonly ConcurrentDictionary<(int Rows, bool IsMissingOnly), string> _texts = [];

    /// <param name="rows">How many rows of parameters it takes. Those whose bin is null or not there are left out.</param>
    /// <param name="isMissingOnly">Whether those that are there already are left out too.</param>
    public static string Of(int rows, bool isMissingOnly) => _texts.GetOrAdd((rows, isMissingOnly), static shape => Write(shape.Rows, shape.IsMissingOnly));

    private static string Write(int rows, bool isMissingOnly) => $"""
        WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(4999248018412044290)::text AS taken)
        INSERT INTO echoapp.requests (position, bin, id, received_at, method, target, body_length, status, details, head, body)
        SELECT nextval('echoapp.positions'), b.key, r.id, r.received_at, r.method, r.target, r.body_length, r.status, r.details, r.head, r.body
        FROM turn
        CROSS JOIN (VALUES {string.Join(", ", Enumerable.Range(0, rows).Select(Row))})
            AS r(place, bin, id, received_at, method, target, body_length, status, details, head, body)
        JOIN echoapp.bins b ON b.name = r.bin
        WHERE turn.taken IS NOT NULL
        ORDER BY r.place
        {(isMissingOnly ? "ON CONFLICT (id) DO NOTHING" : "")}
        RETURNING id
        """;

    private static string Row(int row) =>
        string.Create(CultureInfo.InvariantCulture, $"({row}, {string.Join(", ", _types.Select((type, column) => string.Create(CultureInfo.InvariantCulture, $"${(row * _types.Length) + column + 1}::{type}")))})");
}
