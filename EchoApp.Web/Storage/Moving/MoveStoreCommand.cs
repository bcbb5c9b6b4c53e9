using EchoApp.Web.Logging;
using EchoApp.Web.Storage.Postgres;
using EchoApp.Web.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EchoApp.Web.Storage.Moving;

/// <summary>Moves all that an embedded store holds to PostgreSQL, whole or not at all. The embedded one stays as it is.</summary>
internal static class MoveStoreCommand
{
    /// <param name="configuration">With both: the data directory of the one, and the connection string of the other.</param>
    /// <param name="output">Where it tells how far it is.</param>
    /// <exception cref="StartupException">Nothing is moved.</exception>
    public static async Task RunAsync(IConfiguration configuration, TextWriter output)
    {
        if (!configuration.HasSharedStore())
        {
            throw new StartupException("move-store moves the embedded store to PostgreSQL: give the database in ConnectionStrings__store, as Host=…;Port=5432;Username=echoapp;Password=…;Database=echoapp");
        }

        var path = DataDirectory.FindStore(configuration, "move-store");
        string moved;
        try
        {
            using var data = DataDirectory.OpenToChange(configuration);
            using var source = OpenSource(path);
            moved = await MoveAsync(source, configuration.GetSharedStore(), path, output);
        }
        catch (SchemaTooNewException exception)
        {
            throw new StartupException($"Nothing is moved: PostgreSQL holds the store of a newer EchoApp, {exception.Message}. Run that version.");
        }
        catch (SqliteException exception)
        {
            throw new StartupException($"Nothing is moved: {path} cannot be read: {exception.Message.TrimEnd('.')}.");
        }
        catch (Exception exception) when (Postgres.Failure.IsOne(exception))
        {
            throw new StartupException($"Nothing is moved: {Postgres.Failure.Of(exception).Message} {LogText.Escape(exception.Message)}");
        }

        await output.WriteLineAsync(moved);
    }

    private static MoveSource OpenSource(string path)
    {
        try
        {
            return new MoveSource(path);
        }
        catch (SchemaTooNewException exception)
        {
            throw new StartupException($"Nothing is moved: {path} is of a newer EchoApp: {exception.Message}. Run that version.");
        }
        catch (StoreUnavailableException exception)
        {
            throw new StartupException($"Nothing is moved: {path} cannot be opened: {exception.Message}");
        }
    }

    /// <returns>What to tell.</returns>
    private static async Task<string> MoveAsync(MoveSource source, string connectionString, string path, TextWriter output)
    {
        await using var target = await MoveTarget.OpenAsync(connectionString, CancellationToken.None);
        var bins = source.ReadBins();
        var count = source.CountRequests();
        await target.AddAsync(bins, CancellationToken.None);
        await target.AddAsync(source.ReadRequests(), moved => Tell(moved, count, output), CancellationToken.None);
        await target.AddAsync(source.ReadSessions(), CancellationToken.None);
        await target.CommitAsync(source.ReadTotals(), CancellationToken.None);
        return FormattableString.Invariant(
            $"Moved: {count:N0} request{(count == 1 ? "" : "s")} of {bins.Count} bin{(bins.Count == 1 ? "" : "s")}, with their positions, and sessions. {path} is as it was: delete it once nothing of it is needed.");
    }

    private static void Tell(long moved, long count, TextWriter output)
    {
        // Ten lines, of what takes long.
        if (count >= 10_000 && moved % (count / 10) == 0)
        {
            output.WriteLine(FormattableString.Invariant($"{moved:N0} of {count:N0} requests are copied"));
        }
    }
}
