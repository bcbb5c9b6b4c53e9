using System.Text;
using EchoApp.Web.Queries;
using SQLitePCL;

namespace EchoApp.Web.Storage.Sqlite;

/// <summary>The requests of some walks in the order of their positions, one at a time. Head and body are read where they are asked for.</summary>
internal sealed class WalkedRows : IRequestRow, IDisposable
{
    private const int PositionColumn = 0;
    private const int BinColumn = 1;
    private const int IdColumn = 2;
    private const int ReceivedAtColumn = 3;
    private const int MethodColumn = 4;
    private const int TargetColumn = 5;
    private const int BodyLengthColumn = 6;
    private const int BodyKeptColumn = 7;
    private const int StatusColumn = 8;
    private const int DetailsColumn = 9;
    private const int PinnedColumn = 10;
    private const int TagsColumn = 11;
    private const int RemovedColumn = 12;

    private readonly List<Statement> _walks = [];
    private readonly IReadOnlyDictionary<long, BinName> _bins;
    private readonly bool _isForward;
    private readonly Statement _head;
    private readonly Statement _body;
    private Statement? _current;
    private long? _headOf;
    private long? _bodyOf;

    /// <param name="database">What it reads.</param>
    /// <param name="walks">Where it looks.</param>
    /// <param name="range">Between which positions.</param>
    /// <param name="isForward">Whether positions are to rise.</param>
    /// <param name="bins">The bins by their keys. Others have been deleted, and so have their requests.</param>
    public WalkedRows(sqlite3 database, IReadOnlyList<Walk> walks, PositionRange range, bool isForward, IReadOnlyDictionary<long, BinName> bins)
    {
        _bins = bins;
        _isForward = isForward;
        _head = new Statement(database, "SELECT head FROM requests WHERE position = ?1");
        _body = new Statement(database, "SELECT body FROM requests WHERE position = ?1");
        try
        {
            foreach (var walk in walks)
            {
                Add(Open(database, walk, range, isForward));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public long Position => Row.Number(PositionColumn);

    /// <summary>Whether nobody has removed it, or its bin.</summary>
    public bool IsThere => Row.Number(RemovedColumn) == 0 && _bins.ContainsKey(Row.Number(BinColumn));

    public string Bin => _bins[Row.Number(BinColumn)].ToString();

    public Guid Id => new(Row.Bytes(IdColumn), bigEndian: true);

    public long ReceivedAt => Row.Number(ReceivedAtColumn);

    public ReadOnlySpan<byte> Method => Row.Bytes(MethodColumn);

    public ReadOnlySpan<byte> Target => Row.Bytes(TargetColumn);

    public long BodyLength => Row.Number(BodyLengthColumn);

    public int Status => (int)Row.Number(StatusColumn);

    public bool IsPinned => Row.Number(PinnedColumn) != 0;

    public string Tags => Encoding.UTF8.GetString(Row.Bytes(TagsColumn));

    public ReadOnlySpan<byte> Head => Read(_head, ref _headOf);

    public ReadOnlySpan<byte> Body => Read(_body, ref _bodyOf);

    /// <summary>Bytes of heads and bodies that were looked at, as often as that was.</summary>
    public long BytesLookedAt { get; private set; }

    private Statement Row => _current ?? throw new InvalidOperationException("There is no row.");

    public bool BodyHolds(TextCondition condition) => condition.Holds(Body);

    public StoredRequest ToStoredRequest() => new(Position, ToRecord(), Head.ToArray(), Body.ToArray());

    /// <summary>Goes on to the next row.</summary>
    /// <returns>False behind the last one.</returns>
    /// <exception cref="StoreUnavailableException">It cannot be read.</exception>
    public bool Read()
    {
        if (_current?.Read() == false)
        {
            _walks.Remove(_current);
            _current.Dispose();
        }

        _current = _isForward ? _walks.MinBy(walk => walk.Number(PositionColumn)) : _walks.MaxBy(walk => walk.Number(PositionColumn));
        return _current is not null;
    }

    public RequestRecord ToRecord() => new()
    {
        Bin = _bins[Row.Number(BinColumn)],
        Id = Id,
        ReceivedAt = UnixTime.FromMicroseconds(ReceivedAt),
        Method = Encoding.UTF8.GetString(Method),
        Target = Encoding.UTF8.GetString(Target),
        BodyLength = BodyLength,
        BodyKept = (int)Row.Number(BodyKeptColumn),
        Status = Status,
        Details = Row.Bytes(DetailsColumn).ToArray(),
        Marks = Marks.Of(IsPinned, Tags),
    };

    public void Dispose()
    {
        _head.Dispose();
        _body.Dispose();
        _walks.ForEach(walk => walk.Dispose());
    }

    /// <param name="content">What it is read with.</param>
    /// <param name="of">The position that it was read at last: several conditions may be on what is long.</param>
    private ReadOnlySpan<byte> Read(Statement content, ref long? of)
    {
        if (of != Position)
        {
            content.Reset();
            content.Bind(1, Position);
            content.Read();
            of = Position;
        }

        var bytes = content.Bytes(0);
        BytesLookedAt += bytes.Length;
        return bytes;
    }

    private void Add(Statement walk)
    {
        if (walk.Read())
        {
            _walks.Add(walk);
        }
        else
        {
            walk.Dispose();
        }
    }

    private static Statement Open(sqlite3 database, Walk walk, PositionRange range, bool isForward)
    {
        var (index, which) = walk switch
        {
            { Id: not null } => ("INDEXED BY requests_id", "r.id = ?3"),
            { IsMarked: true } => ("INDEXED BY requests_marked", "(r.pinned <> 0 OR r.tags <> '')"),
            { Bin: null } => ("NOT INDEXED", "TRUE"),
            { Kind: not null } => ("INDEXED BY requests_kind", "r.bin = ?3 AND r.method = ?4 AND r.status = ?5"),
            _ => ("INDEXED BY requests_bin", "r.bin = ?3"),
        };
        var statement = new Statement(
            database,
            $"""
            SELECT r.position, r.bin, r.id, r.received_at, r.method, r.target, r.body_length, length(r.body), r.status, r.details, r.pinned, r.tags, NOT {RequestTable.IsThere}
            FROM requests r {index}
            WHERE {which} AND r.position >= ?1 AND r.position < ?2
            ORDER BY r.position {(isForward ? "" : "DESC")}
            """);
        statement.Bind(1, range.Start);
        statement.Bind(2, range.End);
        if (walk.Id is { } id)
        {
            statement.Bind(3, id.ToByteArray(bigEndian: true));
        }
        else if (walk.Bin is { } bin)
        {
            statement.Bind(3, bin);
        }

        if (walk.Kind is var (method, status))
        {
            statement.Bind(4, method);
            statement.Bind(5, status);
        }

        return statement;
    }
}
