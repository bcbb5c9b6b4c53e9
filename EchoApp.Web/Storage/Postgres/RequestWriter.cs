using Npgsql;
using NpgsqlTypes;

namespace EchoApp.Web.Storage.Postgres;

/// <summary>Stores batches of requests, each in one statement that is its own transaction. One thread at a time.</summary>
internal sealed class RequestWriter(Session session) : IDisposable
{
    /// <summary>
    /// Positions are given under a lock that is held to the end of the commit, so that they become visible in their order, whichever replica commits.
    /// It is taken by the statement that has all its data already: a client that hangs cannot hold it.
    /// </summary>
    internal const string Insert = """
        WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(4999248018412044290)::text AS taken)
        INSERT INTO echoapp.requests (position, bin, id, received_at, method, target, body_length, status, details, head, body)
        SELECT nextval('echoapp.positions'), b.key, r.id, r.received_at, r.method, r.target, r.body_length, r.status, r.details, r.head, r.body
        FROM turn
        CROSS JOIN unnest($1::text[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::integer[], $8::bytea[], $9::bytea[], $10::bytea[])
            WITH ORDINALITY AS r(bin, id, received_at, method, target, body_length, status, details, head, body, place)
        JOIN echoapp.bins b ON b.name = r.bin
        WHERE turn.taken IS NOT NULL
        ORDER BY r.place
        RETURNING id
        """;

    private static readonly string _insertMissing = Insert.Replace("RETURNING", "ON CONFLICT (id) DO NOTHING RETURNING", StringComparison.Ordinal);

    private NpgsqlConnection? _connection;

    /// <exception cref="StoreUnavailableException">Nothing of it is stored, as far as is known.</exception>
    public void Commit(List<PendingAppend> batch)
    {
        try
        {
            StoreTwice(batch);
        }
        catch (Exception exception) when (Failure.IsOfData(exception) && batch.Count > 1)
        {
            StoreEach(batch);
        }
        catch (Exception exception) when (Failure.IsOne(exception))
        {
            session.Note(exception);
            Dispose();
            throw Failure.Of(exception);
        }
    }

    public void Dispose()
    {
        _connection?.Dispose();
        _connection = null;
    }

    /// <summary>When the connection is lost, nobody knows whether the commit took place. What is there then is not stored again.</summary>
    private void StoreTwice(List<PendingAppend> batch)
    {
        try
        {
            Mark(batch, Store(batch, Insert));
        }
        catch (Exception exception) when (Failure.IsLostConnection(exception))
        {
            Dispose();
            Store(batch, _insertMissing);
            Mark(batch, Present(batch));
        }
    }

    private void StoreEach(List<PendingAppend> batch)
    {
        foreach (var pending in batch)
        {
            try
            {
                StoreTwice([pending]);
            }
            catch (Exception exception) when (Failure.IsOne(exception))
            {
                pending.Failure = Failure.Of(exception);
            }
        }
    }

    private HashSet<Guid> Store(List<PendingAppend> batch, string sql)
    {
        _connection ??= session.Open();
        using var command = new NpgsqlCommand(sql, _connection);
        AddParameters(command.Parameters, batch.ConvertAll(pending => pending.Request));
        return Ids(command);
    }

    private HashSet<Guid> Present(List<PendingAppend> batch)
    {
        using var command = new NpgsqlCommand("SELECT id FROM echoapp.requests WHERE id = ANY($1)", _connection);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. batch.Select(pending => pending.Request.Record.Id)] });
        return Ids(command);
    }

    private static HashSet<Guid> Ids(NpgsqlCommand command)
    {
        HashSet<Guid> ids = [];
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            ids.Add(rows.GetGuid(0));
        }

        return ids;
    }

    private static void Mark(List<PendingAppend> batch, HashSet<Guid> stored)
    {
        foreach (var pending in batch)
        {
            pending.IsStored = stored.Contains(pending.Request.Record.Id);
        }
    }

    internal static void AddParameters(NpgsqlParameterCollection parameters, List<CapturedRequest> requests)
    {
        Add(NpgsqlDbType.Text, request => request.Record.Bin.ToString());
        Add(NpgsqlDbType.Uuid, request => request.Record.Id);
        Add(NpgsqlDbType.Bigint, request => UnixTime.ToMicroseconds(request.Record.ReceivedAt));
        Add(NpgsqlDbType.Text, request => request.Record.Method);
        Add(NpgsqlDbType.Text, request => request.Record.Target);
        Add(NpgsqlDbType.Bigint, request => request.Record.BodyLength);
        Add(NpgsqlDbType.Integer, request => request.Record.Status);
        Add(NpgsqlDbType.Bytea, request => request.Record.Details);
        Add(NpgsqlDbType.Bytea, request => request.Head);
        Add(NpgsqlDbType.Bytea, request => request.Body);

        void Add<T>(NpgsqlDbType type, Func<CapturedRequest, T> value)
        {
            var values = new T[requests.Count];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = value(requests[i]);
            }

            parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
        }
    }
}
