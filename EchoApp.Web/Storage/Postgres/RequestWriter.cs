using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace EchoApp.Web.Storage.Postgres;

/// <summary>
/// Stores batches of requests, each in one statement that is its own transaction. One thread at a time. Statements have a few shapes, so that the server
/// knows them all after a while; what does not fill one is filled up.
/// </summary>
internal sealed class RequestWriter(Session session, InsertStatement insert) : IDisposable
{
    // The client's arrays would do in one shape, and bring 0.7 MB of code along.
    private static readonly int[] _shapes = [1, 4, 16, 64, 256];

    private NpgsqlConnection? _connection;

    /// <exception cref="StoreUnavailableException">Nothing of it is stored, as far as is known.</exception>
    public void Commit(List<PendingAppend> batch)
    {
        for (var start = 0; start < batch.Count; start += _shapes[^1])
        {
            var some = batch.GetRange(start, Math.Min(_shapes[^1], batch.Count - start));
            CommitSome(some);
            if (Silence(some) is { } silence)
            {
                batch[(start + some.Count)..].ForEach(pending => pending.Failure = silence);
                return;
            }
        }
    }

    /// <returns>That the store has not answered one of them; null where it has answered all.</returns>
    private static StoreUnavailableException? Silence(List<PendingAppend> batch) => batch.Select(pending => pending.Failure).OfType<StoreUnavailableException>().FirstOrDefault(failure => failure.IsSilent);

    public void Dispose()
    {
        _connection?.Dispose();
        _connection = null;
    }

    private void CommitSome(List<PendingAppend> batch)
    {
        try
        {
            StoreTwice(batch);
        }
        catch (Exception exception) when (Failure.IsOfData(exception) && batch.Count > 1)
        {
            LetGo(exception);
            StoreEach(batch);
        }
        catch (Exception exception) when (Failure.IsOne(exception))
        {
            LetGo(exception);
            batch.ForEach(pending => pending.Failure = Failure.Of(exception));
        }
        catch (StoreUnavailableException exception)
        {
            batch.ForEach(pending => pending.Failure = exception);
        }
        catch (Exception exception)
        {
            // The client breaks a connection on which it loses its way. Who was in another statement knows nothing of it.
            Dispose();
            batch.ForEach(pending => pending.Failure ??= exception);
        }
    }

    private void LetGo(Exception exception)
    {
        session.Note(exception);
        Dispose();
    }

    /// <summary>When the connection is lost, nobody knows whether the commit took place. What is there then is not stored again.</summary>
    private void StoreTwice(List<PendingAppend> batch)
    {
        try
        {
            Mark(batch, Store(batch, isMissingOnly: false));
        }
        catch (Exception exception) when (Failure.IsLostConnection(exception) || Failure.IsReadOnly(exception))
        {
            LetGo(exception);
            var failure = StoreMissing(batch);
            Mark(batch, Present(batch));
            batch.FindAll(pending => !pending.IsStored).ForEach(pending => pending.Failure = failure);
        }
    }

    /// <returns>Why there is no room for what is missing; null where there is.</returns>
    private StoreUnavailableException? StoreMissing(List<PendingAppend> batch)
    {
        try
        {
            Store(batch, isMissingOnly: true);
            return null;
        }
        catch (StoreUnavailableException exception)
        {
            return exception;
        }
    }

    private void StoreEach(List<PendingAppend> batch)
    {
        foreach (var pending in batch)
        {
            if (Silence(batch) is { } silence)
            {
                pending.Failure = silence;
                continue;
            }

            try
            {
                StoreTwice([pending]);
            }
            catch (Exception exception) when (exception is StoreUnavailableException || Failure.IsOne(exception))
            {
                LetGo(exception);
                pending.Failure = exception as StoreUnavailableException ?? Failure.Of(exception);
            }
        }
    }

    private HashSet<Guid> Store(List<PendingAppend> batch, bool isMissingOnly)
    {
        _connection ??= session.Open();
        using var command = InsertCommand(_connection, insert, batch.ConvertAll(pending => pending.Request), isMissingOnly);
        return Ids(command);
    }

    private HashSet<Guid> Present(List<PendingAppend> batch)
    {
        var places = string.Join(", ", Enumerable.Range(1, batch.Count).Select(place => string.Create(CultureInfo.InvariantCulture, $"${place}")));
        using var command = new NpgsqlCommand($"SELECT id FROM echoapp.requests WHERE id IN ({places})", _connection);
        batch.ForEach(pending => command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = pending.Request.Record.Id }));
        return Ids(command);
    }

    private static HashSet<Guid> Ids(NpgsqlCommand command)
    {
        HashSet<Guid> ids = [];
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            ids.Add(!rows.IsDBNull(0) ? rows.GetGuid(0) : throw StoreLimit.WhenReached());
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

    /// <summary>One statement that stores all of them, in the smallest shape that they fit into.</summary>
    internal static NpgsqlCommand InsertCommand(NpgsqlConnection connection, InsertStatement insert, List<CapturedRequest> requests, bool isMissingOnly = false)
    {
        var shape = _shapes.First(rows => rows >= requests.Count);
        var command = new NpgsqlCommand(insert.Of(shape, isMissingOnly), connection);
        for (var row = 0; row < shape; row++)
        {
            Add(command.Parameters, row < requests.Count ? requests[row] : null);
        }

        return command;
    }

    /// <param name="parameters">Where the row goes.</param>
    /// <param name="request">Null for a row that only fills the shape: it is in no bin.</param>
    private static void Add(NpgsqlParameterCollection parameters, CapturedRequest? request)
    {
        var record = request?.Record;
        AddValue(NpgsqlDbType.Text, record?.Bin.ToString());
        AddValue(NpgsqlDbType.Uuid, record?.Id ?? default);
        AddValue(NpgsqlDbType.Bigint, record is null ? 0 : UnixTime.ToMicroseconds(record.ReceivedAt));
        AddValue(NpgsqlDbType.Text, record?.Method);
        AddValue(NpgsqlDbType.Text, record?.Target);
        AddValue(NpgsqlDbType.Bigint, record?.BodyLength ?? 0);
        AddValue(NpgsqlDbType.Integer, record?.Status ?? 0);
        AddValue(NpgsqlDbType.Bytea, record?.Details ?? default);
        AddValue(NpgsqlDbType.Bytea, request?.Head ?? default);
        AddValue(NpgsqlDbType.Bytea, request?.Body ?? default);

        void AddValue<T>(NpgsqlDbType type, T value) => parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });
    }
}
