using EchoApp.Tests.Web.Bins;
using EchoApp.Tests.Web.Bins.Durability;
using EchoApp.Tests.Web.Live;
using EchoApp.Tests.Web.Storage.Postgres;
using EchoApp.Tests.Web.Storage.Sqlite;
using Xunit;

namespace EchoApp.Tests.Web.Commands;

/// <summary>What is backed up while requests arrive is whole, and comes back; nothing is ever overwritten.</summary>
public sealed class BackupTests(PostgresServer postgres) : IDisposable
{
    private const int Some = 300;
    private const string Unchanged = "Nothing has changed.";

    private readonly TemporaryDirectory _data = new();
    private readonly TemporaryDirectory _other = new();

    private (string, string)[] Store => [("Data__Directory", _data.Path)];

    private string Database => Path.Combine(_data.Path, "echoapp.db");

    private string Backup => Path.Combine(_other.Path, "backup.db");

    public void Dispose()
    {
        _data.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Backup_WhileRequestsArrive_HoldsAllThatWasAcknowledgedBefore()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(Store);
        var load = SenderLoad.Start(web);
        await load.AcknowledgedAsync(Some);
        var before = await SenderLoad.ReadAllAsync(web);

        Assert.Matches(@"^\S+/backup\.db: [0-9,]+ requests, [0-9.,]+ MB\n$", await WebCommand.RunAsync(Store, "backup", Backup));

        await load.AcknowledgedAsync(Some);
        await load.EndAsync();
        await load.AssertKeptAsync(web);
        using var restored = new TemporaryDirectory();
        Assert.EndsWith("There was no store before.\n", await WebCommand.RunAsync([("Data__Directory", restored.Path)], "restore", Backup), StringComparison.Ordinal);
        await using var other = await BinnedWeb.StartWithOrdersAsync(("Data__Directory", restored.Path));
        var kept = await load.AssertWholeAsync(other);
        Assert.Empty(before.Select(request => request.Path).Except(kept));
        Assert.InRange(kept.Count, before.Count, load.Acknowledged - 1);
        Assert.Equal(["backup.db"], Directory.GetFiles(_other.Path).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Dump_OfPostgresWhileRequestsArrive_HoldsAllThatWasAcknowledgedBefore()
    {
        var store = await postgres.CreateDatabaseAsync();
        (string, string)[] settings = [("ConnectionStrings__store", store)];
        SenderLoad load;
        List<(string Path, string Id)> before;
        await using (var web = await BinnedWeb.StartWithOrdersAsync(settings))
        {
            load = SenderLoad.Start(web);
            await load.AcknowledgedAsync(Some);
            before = await SenderLoad.ReadAllAsync(web);

            await postgres.RunInShellAsync(store, "pg_dump -U echoapp -Fc $database > /tmp/$database.dump");

            await load.AcknowledgedAsync(Some);
            await load.EndAsync();
            await load.AssertKeptAsync(web);
        }

        await postgres.RunInShellAsync(store, "pg_restore -U echoapp -d $database --clean --if-exists --single-transaction < /tmp/$database.dump");

        await using var other = await BinnedWeb.StartWithOrdersAsync(settings);
        var kept = await load.AssertWholeAsync(other);
        Assert.Empty(before.Select(request => request.Path).Except(kept));
        Assert.InRange(kept.Count, before.Count, load.Acknowledged - 1);
        Assert.Equal(200, (await other.ExchangeAsync("GET /b/orders/later HTTP/1.1\r\nHost: a\r\n\r\n")).Status);
        Assert.Equal(kept.Count + 1, (await other.GetAsync("bins/orders"))["usage"]!["requests"]!.GetValue<int>());
    }

    [Fact]
    public async Task Restore_OverAStore_KeepsItAsideGivesNoPositionTwiceAndEndsSessions()
    {
        string? lastId;
        await using (var web = await BinnedWeb.StartWithOrdersAsync(Store))
        {
            await SendAsync(web, "1");
            await WebCommand.RunInShellAsync($"\"$web\" backup - > {Backup}", Store);
            await using var source = await EventSource.StartAsync(web);
            await SendAsync(web, "2", "3");
            await source.ToldAsync(2);
            lastId = source.LastId;
            await web.Process.StopAsync();
        }

        await DatabaseSql.RunAsync(Backup, "INSERT INTO sessions VALUES (x'01', 9000000000000000); PRAGMA journal_mode = WAL");
        await DatabaseSql.RunAsync(Database, "INSERT INTO used_links VALUES (x'02', 9000000000000000)");
        _data.Write("echoapp.restoring", "left by one that was broken off");
        var said = await WebCommand.RunInShellAsync($"\"$web\" restore - < {Backup}", Store);

        Assert.Matches(@"^Restored: 1 request, 0\.1 MB, from Standard input\. The store that was there is echoapp-replaced-\d{8}T\d{9}Z\.db now: delete it", said);
        Assert.Equal(0, await DatabaseSql.ReadNumberAsync(Database, "SELECT count(*) FROM sessions"));
        Assert.Equal(1, await DatabaseSql.ReadNumberAsync(Database, "SELECT count(*) FROM used_links"));
        var replaced = Assert.Single(Directory.GetFiles(_data.Path, "echoapp-replaced-*"));
        Assert.Equal(3, await DatabaseSql.ReadNumberAsync(replaced, "SELECT count(*) FROM requests"));
        Assert.False(File.Exists(Path.Combine(_data.Path, "echoapp.restoring")));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Database) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        await using (var web = await BinnedWeb.StartWithOrdersAsync(Store))
        {
            Assert.Equal(["/b/orders/1"], await PathsAsync(web));
            await using var source = await EventSource.StartAsync(web, lastId: lastId);
            await SendAsync(web, "4");
            await source.ToldAsync(1);
            Assert.Equal(["/b/orders/4"], source.Paths);
            Assert.Contains(" is used by another process", await WebCommand.RefuseAsync(Store, "restore", replaced), StringComparison.Ordinal);
            await web.Process.StopAsync();
        }

        await WebCommand.RunAsync(Store, "restore", replaced);
        await using var last = await BinnedWeb.StartWithOrdersAsync(Store);
        Assert.Equal(["/b/orders/3", "/b/orders/2", "/b/orders/1"], await PathsAsync(last));
    }

    [Fact]
    public async Task Restore_OverAStoreThatIsDamaged_LeavesItAsItIsWithItsLog()
    {
        await MakeBackupAsync();
        await File.WriteAllBytesAsync(Database, new byte[8192], TestContext.Current.CancellationToken);
        _data.Write("echoapp.db-wal", "log");
        _data.Write("echoapp.damaged", "");

        Assert.EndsWith(" It could not be read: positions that it has given since the backup are given again.\n", await WebCommand.RunAsync(Store, "restore", Backup), StringComparison.Ordinal);

        var replaced = Directory.GetFiles(_data.Path, "echoapp-replaced-*").Order().ToList();
        Assert.Equal([".db", ".db-wal"], replaced.Select(Path.GetExtension));
        Assert.Equal((8192, "log"), ((int)new FileInfo(replaced[0]).Length, await File.ReadAllTextAsync(replaced[1], TestContext.Current.CancellationToken)));
        await using var web = await BinnedWeb.StartWithOrdersAsync(Store);
        Assert.Equal(["/b/orders/1"], await PathsAsync(web));
    }

    [Fact]
    public async Task Backup_ToWhereItCannotBe_SaysWhyAndLeavesNothing()
    {
        Assert.StartsWith($"There is no store in {_data.Path}.", await WebCommand.RefuseAsync(Store, "backup", Backup), StringComparison.Ordinal);
        await MakeBackupAsync();
        var first = await File.ReadAllBytesAsync(Backup, TestContext.Current.CancellationToken);

        Assert.Equal($"{Backup} is there already, and a backup overwrites nothing: give another name.", await WebCommand.RefuseAsync(Store, "backup", Backup));
        Assert.StartsWith("No backup is made: ", await WebCommand.RefuseAsync(Store, "backup", Path.Combine(_other.Path, "none", "backup.db")), StringComparison.Ordinal);
        Assert.StartsWith("ConnectionStrings__store is set: ", await WebCommand.RefuseAsync([("ConnectionStrings__store", "Host=a")], "backup", Backup), StringComparison.Ordinal);
        var note = _data.Write("echoapp.damaged", "");
        Assert.StartsWith($"No backup is made: {Database} was found damaged. ", await WebCommand.RefuseAsync(Store, "backup", $"{Backup}2"), StringComparison.Ordinal);
        File.Delete(note);
        await File.WriteAllBytesAsync(Database, [.. "SQLite format 3\0"u8, .. new byte[8176]], TestContext.Current.CancellationToken);
        Assert.StartsWith($"No backup is made of {Database}", await WebCommand.RefuseAsync(Store, "backup", $"{Backup}2"), StringComparison.Ordinal);

        Assert.Equal(["backup.db"], Directory.GetFiles(_other.Path).Select(Path.GetFileName));
        Assert.Equal(first, await File.ReadAllBytesAsync(Backup, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Backup_ThatNobodyReadsToItsEnd_Fails()
    {
        await using (await BinnedWeb.StartWithOrdersAsync(Store))
        {
        }

        var said = await WebCommand.RunInShellAsync("{ \"$web\" backup -; echo \"code $?\" >&2; } | true", Store);

        Assert.StartsWith("No backup is made: ", said, StringComparison.Ordinal);
        Assert.EndsWith("\ncode 1\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_OfWhatIsNoBackup_SaysWhyAndChangesNothing()
    {
        await MakeBackupAsync();
        var store = await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken);
        var backup = await File.ReadAllBytesAsync(Backup, TestContext.Current.CancellationToken);
        var other = Path.Combine(_other.Path, "other.db");
        await DatabaseSql.RunAsync(other, "CREATE TABLE others (a)");

        Assert.StartsWith("Nothing is restored: Could not find file ", await RefuseAsync(Path.Combine(_other.Path, "none")), StringComparison.Ordinal);
        Assert.Equal($"{_other.Path}/empty is no backup of EchoApp: it is empty. {Unchanged}", await RefuseAsync(_other.Write("empty", "")));
        Assert.Equal($"{_other.Path}/text is no backup of EchoApp: it does not begin as a database of SQLite does. {Unchanged}", await RefuseAsync(_other.Write("text", "PGDMP and more")));
        Assert.Equal($"{other} is no backup that can be restored: it is a database of something else. {Unchanged}", await RefuseAsync(other));
        var spoiled = Path.Combine(_other.Path, "spoiled");
        await File.WriteAllBytesAsync(spoiled, [.. backup[..^4096], .. Enumerable.Repeat((byte)0x5a, 4096)], TestContext.Current.CancellationToken);
        Assert.StartsWith($"{spoiled} is no backup that can be restored: it is damaged (", await RefuseAsync(spoiled), StringComparison.Ordinal);
        await File.WriteAllBytesAsync(spoiled, backup[..^4096], TestContext.Current.CancellationToken);
        Assert.StartsWith($"{spoiled} is no backup that can be restored: ", await RefuseAsync(spoiled), StringComparison.Ordinal);
        await DatabaseSql.RunAsync(Backup, "PRAGMA user_version = 99");
        Assert.Equal($"{Backup} cannot be restored: it was written by a newer EchoApp: its schema is 99, and this version knows schemas up to 4. Run that version. {Unchanged}", await RefuseAsync(Backup));
        await File.WriteAllTextAsync($"{Backup}-wal", "log", TestContext.Current.CancellationToken);
        Assert.StartsWith($"{Backup} is not all: there is backup.db-wal beside it", await RefuseAsync(Backup), StringComparison.Ordinal);
        Assert.StartsWith("ConnectionStrings__store is set: ", await WebCommand.RefuseAsync([("ConnectionStrings__store", "Host=a")], "restore", Backup), StringComparison.Ordinal);

        Assert.Equal(store, await File.ReadAllBytesAsync(Database, TestContext.Current.CancellationToken));
        Assert.DoesNotContain(Directory.GetFiles(_data.Path), file => Path.GetFileName(file) is var name && (name.StartsWith("echoapp-replaced", StringComparison.Ordinal) || name.StartsWith("echoapp.restoring", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Web_ThatStarts_RemovesWhatCommandsHaveLeft()
    {
        _data.Write("echoapp.backup", "left by one that was killed");
        _data.Write("echoapp.restoring-wal", "left by one that was killed");

        await using var web = await BinnedWeb.StartWithOrdersAsync(Store);

        Assert.DoesNotContain(Directory.GetFiles(_data.Path), file => Path.GetFileName(file) is "echoapp.backup" or "echoapp.restoring-wal");
    }

    private static async Task SendAsync(BinnedWeb web, params string[] paths)
    {
        foreach (var path in paths)
        {
            Assert.Equal(200, (await web.ExchangeAsync($"GET /b/orders/{path} HTTP/1.1\r\nHost: a\r\n\r\n")).Status);
        }
    }

    private static async Task<IEnumerable<string>> PathsAsync(BinnedWeb web) => (await SenderLoad.ReadAllAsync(web)).Select(request => request.Path);

    /// <summary>Of a store with one request, which has been ended.</summary>
    private async Task MakeBackupAsync()
    {
        await using var web = await BinnedWeb.StartWithOrdersAsync(Store);
        await SendAsync(web, "1");
        await web.Process.StopAsync();
        await WebCommand.RunAsync(Store, "backup", Backup);
    }

    private Task<string> RefuseAsync(string backup) => WebCommand.RefuseAsync(Store, "restore", backup);
}
