using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EchoApp.Web.Storage.Sqlite;

/// <summary>Stores batches of requests, each in one transaction. One thread at a time.</summary>
internal sealed class RequestWriter : IDisposable
{
    // Of what fills up memory the oldest part goes, as often as is needed.
    private const string DropOldest = "DELETE FROM requests WHERE pinned = 0 AND position <= (SELECT position FROM requests WHERE pinned = 0 ORDER BY position LIMIT 1 OFFSET (SELECT count(*) / 8 FROM requests WHERE pinned = 0))";
    private const int MostDrops = 64;

    /// <summary>Among the codes of SQLite, none of which is negative.</summary>
    private const int LimitReached = -1;

    // Of some length, as that of requests is not known.
    private const string Sample = "INSERT INTO requests (position, bin, id, received_at, method, target, body_length, status, details, head, body) VALUES (0, 0, zeroblob(16), 0, '', '', 0, 0, zeroblob(0), zeroblob(0), zeroblob(65536))";

    private readonly SqliteConnection _connection;
    private readonly DiskRoom _room;
    private readonly long? _most;
    private readonly Statement _begin;
    private readonly Statement _insert;
    private readonly Statement _advance;
    private readonly Statement _use;
    private readonly Statement _useOfBin;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly Dictionary<BinName, (long Requests, long Bytes)> _stored = [];
    private long _position;

    /// <param name="connection">The connection that writes; nothing else is done on it meanwhile.</param>
    /// <param name="room">What makes room for it on a disk.</param>
    /// <param name="most">Bytes of requests, see <see cref="CapturedRequest.Size"/>, that there may be; null where what is oldest makes room when there is no more.</param>
    public RequestWriter(SqliteConnection connection, DiskRoom room, long? most)
    {
        _connection = connection;
        _room = room;
        _most = most;
        var database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        _begin = new Statement(database, "BEGIN IMMEDIATE");
        _insert = new Statement(
            database,
            """
            INSERT INTO requests (position, bin, id, received_at, method, target, body_length, status, details, head, body)
            SELECT ?1, key, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 FROM bins WHERE name = ?2
            """);
        _advance = new Statement(database, "UPDATE positions SET last = ?1");
        _use = new Statement(database, "UPDATE usage SET bytes = bytes + ?1, latest = max(latest, ?3), lateness = max(lateness, max(latest, ?3) - ?4) WHERE bytes < ?2");
        _useOfBin = new Statement(database, "UPDATE bin_usage SET requests = requests + ?1, bytes = bytes + ?2 WHERE bin = (SELECT key FROM bins WHERE name = ?3)");
        _commit = new Statement(database, "COMMIT");
        _rollback = new Statement(database, "ROLLBACK");
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT last FROM positions";
        _position = (long)command.ExecuteScalar()!;
    }

    /// <exception cref="StoreUnavailableException">Nothing of it is stored.</exception>
    public void Commit(List<PendingAppend> batch) => _room.RunWithoutReserve(() => CommitOrDrop(batch));

    /// <summary>Tries whether a request could be stored, and changes nothing.</summary>
    /// <exception cref="StoreUnavailableException">It could not.</exception>
    public bool Probe() => _room.RunWithoutReserve(() =>
    {
        CommitOrDrop([]);
        if (_most is not null)
        {
            using var write = new WriteCommand(_connection);
            write.Set(Sample).Run();
        }

        return true;
    });

    public void Dispose()
    {
        foreach (var statement in (Statement[])[_begin, _insert, _advance, _use, _useOfBin, _commit, _rollback])
        {
            statement.Dispose();
        }
    }

    private bool CommitOrDrop(List<PendingAppend> batch)
    {
        for (var drops = 0; ; drops++)
        {
            var code = TryCommit(batch);
            if (code == raw.SQLITE_OK)
            {
                return true;
            }

            if (code == LimitReached)
            {
                throw StoreLimit.WhenReached();
            }

            if ((code & 0xff) != raw.SQLITE_FULL || drops == MostDrops || _most is not null || !DropSome())
            {
                throw Failure.Of(code, raw.sqlite3_errstr(code).utf8_to_string());
            }
        }
    }

    private int TryCommit(List<PendingAppend> batch)
    {
        var code = _begin.Run();
        if (code != raw.SQLITE_OK)
        {
            return code;
        }

        code = Write(batch);
        code = code == raw.SQLITE_OK ? _commit.Run() : code;
        if (code != raw.SQLITE_OK)
        {
            // Some failures have rolled back by themselves; there is then nothing to roll back.
            _rollback.Run();
        }

        return code;
    }

    private int Write(List<PendingAppend> batch)
    {
        var (size, earliest, latest) = (0L, long.MaxValue, 0L);
        _stored.Clear();
        foreach (var pending in batch)
        {
            var code = Insert(pending);
            if (code != raw.SQLITE_OK)
            {
                return code;
            }

            var receivedAt = UnixTime.ToMicroseconds(pending.Request.Record.ReceivedAt);
            (earliest, latest) = (Math.Min(earliest, receivedAt), Math.Max(latest, receivedAt));
            if (pending.IsStored)
            {
                size += pending.Request.Size;
                var (requests, bytes) = _stored.GetValueOrDefault(pending.Request.Record.Bin);
                _stored[pending.Request.Record.Bin] = (requests + 1, bytes + pending.Request.Size);
            }
        }

        _advance.Bind(1, _position);
        return _advance.Run() is not raw.SQLITE_OK and var advanced ? advanced
            : Use(size, earliest, latest) is not raw.SQLITE_OK and var used ? used
            : UseOfBins();
    }

    private int Use(long size, long earliest, long latest)
    {
        _use.Bind(1, size);
        _use.Bind(2, _most ?? long.MaxValue);
        _use.Bind(3, latest);
        _use.Bind(4, earliest);
        return _use.Run() is not raw.SQLITE_OK and var code ? code
            : _use.Changes > 0 ? raw.SQLITE_OK
            : LimitReached;
    }

    private int UseOfBins()
    {
        foreach (var (bin, (requests, bytes)) in _stored)
        {
            _useOfBin.Bind(1, requests);
            _useOfBin.Bind(2, bytes);
            _useOfBin.Bind(3, bin.ToString());
            if (_useOfBin.Run() is not raw.SQLITE_OK and var code)
            {
                return code;
            }
        }

        return raw.SQLITE_OK;
    }

    private int Insert(PendingAppend pending)
    {
        var record = pending.Request.Record;
        Span<byte> id = stackalloc byte[16];
        record.Id.TryWriteBytes(id, bigEndian: true, out _);
        _insert.Bind(1, ++_position);
        _insert.Bind(2, record.Bin.ToString());
        _insert.Bind(3, id);
        _insert.Bind(4, UnixTime.ToMicroseconds(record.ReceivedAt));
        _insert.Bind(5, record.Method);
        _insert.Bind(6, record.Target);
        _insert.Bind(7, record.BodyLength);
        _insert.Bind(8, record.Status);
        _insert.Bind(9, record.Details.Span);
        _insert.Bind(10, pending.Request.Head.Span);
        _insert.Bind(11, pending.Request.Body.Span);
        var code = _insert.Run();
        pending.IsStored = code == raw.SQLITE_OK && _insert.Changes == 1;
        return code;
    }

    /// <returns>Whether there is more room than before.</returns>
    private bool DropSome()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = DropOldest;
        try
        {
            return command.ExecuteNonQuery() > 0;
        }
        catch (SqliteException)
        {
            return false;
        }
    }
}
