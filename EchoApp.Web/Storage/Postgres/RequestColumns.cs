using Npgsql;

namespace EchoApp.Web.Storage.Postgres;

/// <summary>The columns of a request <c>r</c> that tell all but its bytes.</summary>
internal static class RequestColumns
{
    public const string Names = "r.position, r.bin, r.id, r.received_at, r.method, r.target, r.body_length, octet_length(r.body), r.status, r.details, r.pinned, r.tags";

    /// <summary>How many there are.</summary>
    public const int Count = 12;

    /// <param name="row">A row that has them.</param>
    /// <param name="bin">The bin that the second is the key of.</param>
    /// <param name="start">Where they begin.</param>
    public static RequestRecord Read(NpgsqlDataReader row, BinName bin, int start = 0) => new()
    {
        Bin = bin,
        Id = row.GetGuid(start + 2),
        ReceivedAt = UnixTime.FromMicroseconds(row.GetInt64(start + 3)),
        Method = row.GetString(start + 4),
        Target = row.GetString(start + 5),
        BodyLength = row.GetInt64(start + 6),
        BodyKept = row.GetInt32(start + 7),
        Status = row.GetInt32(start + 8),
        Details = row.GetFieldValue<byte[]>(start + 9),
        Marks = Marks.Of(row.GetBoolean(start + 10), row.GetString(start + 11)),
    };
}
