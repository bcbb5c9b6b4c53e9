using Microsoft.Data.Sqlite;

namespace EchoApp.Web.Storage.Sqlite;

internal sealed class BinTable(Connections connections, SqliteConnection writing, WriteQueue writer) : IBinStore
{
    /// <summary>What <see cref="Bin"/> reads.</summary>
    public const string Columns = "name, declared, created_at, settings";

    private const string ResetCounts = "DELETE FROM counts WHERE bin = (SELECT key FROM bins WHERE name = $name)";

    private const string ForgetCounts = """
        DELETE FROM counts WHERE bin = (SELECT key FROM bins WHERE name = $name)
            AND used <= (SELECT used FROM counts WHERE bin = (SELECT key FROM bins WHERE name = $name) ORDER BY used DESC LIMIT 1 OFFSET $most)
        """;

    private static readonly string _measure = $"""
        SELECT {Columns}, u.requests, u.bytes, u.pinned, u.pinned_bytes, u.swept, (
            SELECT min(received_at) FROM (SELECT received_at FROM requests WHERE bin = b.key AND pinned = 0 ORDER BY position LIMIT {Retained.OldestLookedAt})), (
            SELECT received_at FROM requests WHERE bin = b.key ORDER BY position DESC LIMIT 1)
        FROM bins b JOIN bin_usage u ON u.bin = b.key
        """;

    private static readonly string _sweepSome = DeletedPiece.Of("r.bin NOT IN (SELECT key FROM bins)");

    public Task<bool> TryCreateAsync(Bin bin, int most, CancellationToken cancellationToken) => writer.ExecuteAsync(() =>
    {
        using var write = new WriteCommand(writing);
        if (write.Set("SELECT count(*) FROM bins WHERE name = $name", ("$name", bin.Name.ToString())).Count() > 0)
        {
            return false;
        }

        if (write.Set("SELECT count(*) FROM bins").Count() >= most)
        {
            throw new TooManyBinsException(most);
        }

        Insert(write, bin);
        write.Commit();
        return true;
    });

    public Task DeclareAsync(IReadOnlyList<Bin> bins, CancellationToken cancellationToken) => writer.ExecuteAsync(() =>
    {
        using var write = new WriteCommand(writing);
        write.Set("UPDATE bins SET declared = 0").Run();
        foreach (var bin in bins)
        {
            if (Update(write, "UPDATE bins SET declared = 1, settings = $settings WHERE name = $name", bin.Name, bin.Settings) == 0)
            {
                Insert(write, bin);
            }
        }

        write.Commit();
        return true;
    });

    public Task<Bin?> FindAsync(BinName name, CancellationToken cancellationToken) => Task.FromResult(Find(name));

    public Task<MeasuredBin?> MeasureAsync(BinName name, CancellationToken cancellationToken) =>
        Task.FromResult(Read(Measured, $"{_measure} WHERE b.name = $name", ("$name", name.ToString())).SingleOrDefault());

    public Task<IReadOnlyList<MeasuredBin>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<MeasuredBin>>(Read(Measured, $"{_measure} ORDER BY b.name"));

    // On the thread that writes, which nobody else does: what is read is what is changed.
    public Task<Bin?> UpdateAsync(BinName name, Func<BinSettings, BinSettings> change, bool beginsScript, CancellationToken cancellationToken) => writer.ExecuteAsync(() =>
    {
        if (Find(name) is not { } bin)
        {
            return null;
        }

        var changed = bin with { Settings = change(bin.Settings) };
        using var write = new WriteCommand(writing);
        Update(write, "UPDATE bins SET settings = $settings WHERE name = $name", name, changed.Settings);
        if (beginsScript)
        {
            write.Set(ResetCounts, ("$name", name.ToString())).Run();
        }

        write.Commit();
        return changed;
    });

    public Task<long> CountAsync(BinName name, string key, DateTimeOffset at, CancellationToken cancellationToken) => writer.ExecuteAsync(() =>
    {
        using var write = new WriteCommand(writing);
        var count = write.Set(
            """
            INSERT INTO counts (bin, key, count, used) SELECT b.key, $key, 1, $used FROM bins b WHERE b.name = $name
            ON CONFLICT DO UPDATE SET count = count + 1, used = excluded.used
            RETURNING count
            """,
            ("$name", name.ToString()),
            ("$key", key),
            ("$used", UnixTime.ToMicroseconds(at))).Count();
        if (count == 1)
        {
            write.Set(ForgetCounts, ("$name", name.ToString()), ("$most", IBinStore.MostCounts)).Run();
        }

        write.Commit();
        return Math.Max(count, 1);
    });

    public async Task<bool> DeleteAsync(BinName name, CancellationToken cancellationToken)
    {
        var deleted = await writer.ExecuteAsync(() =>
        {
            using var write = new WriteCommand(writing);
            write.Set(ResetCounts, ("$name", name.ToString())).Run();
            var count = write.Set("DELETE FROM bins WHERE name = $name", ("$name", name.ToString())).Run();
            write.Commit();
            return count;
        });
        await SweepAsync(CancellationToken.None);
        return deleted > 0;
    }

    /// <summary>Removes the requests of bins that are gone.</summary>
    public Task SweepAsync(CancellationToken cancellationToken) => writer.RunAllAsync(_sweepSome, cancellationToken);

    private static void Insert(WriteCommand write, Bin bin) => write.Set(
        $"INSERT INTO bins ({Columns}) VALUES ($name, $declared, $created, $settings)",
        ("$name", bin.Name.ToString()),
        ("$declared", bin.IsDeclared ? 1 : 0),
        ("$created", UnixTime.ToMicroseconds(bin.CreatedAt)),
        ("$settings", BinSettingsJson.Write(bin.Settings))).Run();

    private static int Update(WriteCommand write, string sql, BinName name, BinSettings settings) =>
        write.Set(sql, ("$name", name.ToString()), ("$settings", BinSettingsJson.Write(settings))).Run();

    private Bin? Find(BinName name) => Read(Bin, $"SELECT {Columns} FROM bins WHERE name = $name", ("$name", name.ToString())).SingleOrDefault();

    private List<T> Read<T>(Func<SqliteDataReader, T> read, string sql, params (string Name, object Value)[] parameters) => connections.Read(connection =>
    {
        using var query = new ReadCommand(connection, sql, parameters);
        return query.ReadAll(read);
    });

    public static Bin Bin(SqliteDataReader row) => new(
        BinName.Parse(row.GetString(0)), row.GetInt64(1) != 0, UnixTime.FromMicroseconds(row.GetInt64(2)), BinSettingsJson.Read(row.GetString(3)));

    private static MeasuredBin Measured(SqliteDataReader row) => new(
        Bin(row),
        new(row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), Time(row, 9), Time(row, 10)));

    private static DateTimeOffset? Time(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : UnixTime.FromMicroseconds(row.GetInt64(column));
}
