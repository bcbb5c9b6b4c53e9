using EchoApp.Web;
using EchoApp.Web.Storage;
using EchoApp.Web.Storage.Postgres;
using Npgsql;
using Xunit;

namespace EchoApp.Tests.Web.Storage.Postgres;

public sealed class PostgresDurableStoreTests(PostgresServer server) : DurableStoreContract
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_OfTheFirstSchema_FindsWhatIsInIt()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await PostgresServer.RunAsync(host.ConnectionString, FirstSchema.Postgres);

        await using var store = await host.OpenAsync();

        await FirstSchema.AssertIsInAsync(store);
    }

    [Fact]
    public async Task Prepare_OfANewerSchema_RefusesItAndNothingIsStored()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using (var store = await Samples.OpenAsync(host))
        {
            await PostgresServer.RunAsync(host.ConnectionString, $"UPDATE echoapp.version SET version = {Migrations.Newest + 1}");
        }

        await using var older = await host.OpenAsync();

        var refusal = await Assert.ThrowsAsync<StartupException>(() => ((Engine)older).PrepareAsync(Cancellation));
        Assert.Equal(
            $"The database of ConnectionStrings__store cannot be used as the store: it was written by a newer EchoApp: its schema is {Migrations.Newest + 1}, and this "
            + $"version knows schemas up to {Migrations.Newest}. Run that version, or give another database.",
            refusal.Message);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await older.Requests.AppendAsync(Samples.Request("/")));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => older.Bins.ListAsync(Cancellation));
    }

    [Fact]
    public async Task Open_OfManyAtOnceOnAnEmptyDatabase_MakesTheSchemaOnce()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        var stores = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => host.OpenAsync()));

        await Task.WhenAll(stores.Select((store, i) => Task.Run(() => store.Bins.TryCreateAsync(Samples.Bin($"bin{i}"), 10, Cancellation), Cancellation)));

        Assert.Equal(5, (await stores[0].Bins.ListAsync(Cancellation)).Count);
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task Follow_WhenACommitIsHeldBack_MissesNothing()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using var store = await Samples.OpenAsync(host);
        await using var other = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(host.ConnectionString) { Pooling = false }.ToString());
        await other.OpenAsync(Cancellation);
        var (early, late) = (Samples.Request("/early"), Samples.Request("/late"));

        // What another replica does, up to its commit.
        await using var transaction = await other.BeginTransactionAsync(Cancellation);
        await using (var command = RequestWriter.InsertCommand(other, new InsertStatement(most: long.MaxValue), [early]))
        {
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        var append = store.Requests.AppendAsync(late).AsTask();
        await Eventually.TrueAsync(() => IsWaitedForAsync(host), "the second writer waits for its turn");

        var seenBefore = await store.Requests.FollowAsync(0, 10, Cancellation);
        await transaction.CommitAsync(Cancellation);
        Assert.True(await append);
        var seenAfter = await store.Requests.FollowAsync(seenBefore.Count == 0 ? 0 : seenBefore[^1].Position, 10, Cancellation);

        Assert.Equal([early.Record.Id, late.Record.Id], seenBefore.Concat(seenAfter).Select(request => request.Record.Id));
    }

    [Fact]
    public async Task Append_WhenItsConnectionIsLost_IsStoredOnceOverANewOne()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using var store = await Samples.OpenAsync(host);
        await store.Requests.AppendAsync(Samples.Request("/before"));

        for (var i = 0; i < 5; i++)
        {
            await PostgresServer.RunAsync(host.ConnectionString, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
            Assert.True(await store.Requests.AppendAsync(Samples.Request($"/{i}")));
        }

        Assert.Equal(["/before", "/0", "/1", "/2", "/3", "/4"], (await store.Requests.FollowAsync(0, 10, Cancellation)).Select(request => request.Record.Target));
    }

    [Fact]
    public async Task Session_WhereTheDatabaseDoesNotWaitForTheDisk_DoesAllTheSame()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(host.ConnectionString) { Pooling = false });
        await PostgresServer.RunAsync(host.ConnectionString, $"ALTER DATABASE {new NpgsqlConnectionStringBuilder(host.ConnectionString).Database} SET synchronous_commit = off");

        await using var ours = Connections.Open(host.ConnectionString);

        Assert.Equal("off", await ShowAsync(source));
        Assert.Equal("on", await ShowAsync(ours));

        static async Task<string?> ShowAsync(NpgsqlDataSource source)
        {
            await using var command = source.CreateCommand("SHOW synchronous_commit");
            return await command.ExecuteScalarAsync(Cancellation) as string;
        }
    }

    [Fact]
    public async Task Append_OfWhatIsThereAlready_WhenTheConnectionIsLost_IsStoredOnce()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using var store = await Samples.OpenAsync(host);
        var request = Samples.Request("/");
        await store.Requests.AppendAsync(request);

        // As if the commit had taken place and its answer been lost.
        await PostgresServer.RunAsync(host.ConnectionString, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

        Assert.True(await store.Requests.AppendAsync(request));
        Assert.Single(await store.Requests.FollowAsync(0, 10, Cancellation));
    }

    [Fact]
    public async Task Append_OfMoreThanFitsOneStatement_StoresAll()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using var store = await Samples.OpenAsync(host);

        var appends = Enumerable.Range(0, 700).Select(i => store.Requests.AppendAsync(Samples.Request($"/{i}")).AsTask()).ToList();

        Assert.All(await Task.WhenAll(appends), Assert.True);
        Assert.Equal(Enumerable.Range(0, 700).Select(i => $"/{i}"), (await store.Requests.FollowAsync(0, 1000, Cancellation)).Select(request => request.Record.Target));
    }

    [Fact]
    public async Task Describe_AfterAFailedCommit_TriesWhetherSomethingCanBeStored()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using var store = await Samples.OpenAsync(host);
        await PostgresServer.RunAsync(host.ConnectionString, "ALTER TABLE echoapp.requests ADD CONSTRAINT none CHECK (position < 0) NOT VALID");
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.Requests.AppendAsync(Samples.Request("/")));
        await PostgresServer.RunAsync(host.ConnectionString, "ALTER TABLE echoapp.version ADD CONSTRAINT none CHECK (version < 0) NOT VALID");

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.DescribeAsync(Cancellation));

        await PostgresServer.RunAsync(host.ConnectionString, "ALTER TABLE echoapp.version DROP CONSTRAINT none");
        Assert.StartsWith("PostgreSQL 17", await store.DescribeAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_OfConnections_AreOursUnlessTheStringSaysOtherwise()
    {
        using var ours = Connections.Open("Host=a");
        using var given = Connections.Open("Host=a;Timeout=60;Command Timeout=61;Application Name=b");

        Assert.Equal((2, 5, "EchoApp.Web"), Settings(ours));
        Assert.Equal((60, 61, "b"), Settings(given));

        static (int Timeout, int CommandTimeout, string? Name) Settings(NpgsqlDataSource source)
        {
            var settings = new NpgsqlConnectionStringBuilder(source.ConnectionString);
            return (settings.Timeout, settings.CommandTimeout, settings.ApplicationName);
        }
    }

    [Fact]
    public async Task Tables_ThatAnotherMakes_AreWaitedFor()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using var store = await host.OpenAsync();
        Task<IReadOnlyList<MeasuredBin>> bins;
        await using (await AdvisoryLock.TakeAsync(host.ConnectionString, LockKeys.Migrations))
        {
            bins = store.Bins.ListAsync(Cancellation);
            await Eventually.TrueAsync(
                async () => await PostgresServer.ReadNumberAsync(host.ConnectionString, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") == 1,
                "it waits");
            Assert.Equal(0, await PostgresServer.ReadNumberAsync(host.ConnectionString, "SELECT count(*) FROM pg_namespace WHERE nspname = 'echoapp'"));
        }

        Assert.Empty(await bins);
    }

    [Fact]
    public async Task Connection_ThatMayLetOthersWait_IsNotEndedWhileItLooksForWhatComesNext()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using var usual = Connections.Open(host.ConnectionString);
        await using var patient = Connections.OpenPatient(host.ConnectionString, 60);

        Assert.Equal(("3s", "0"), (await LongestIdleAsync(usual), await LongestIdleAsync(patient)));

        static async Task<string> LongestIdleAsync(NpgsqlDataSource source)
        {
            // The first that uses it leaves it as it was.
            await using (var first = source.CreateCommand("SELECT 1"))
            {
                await first.ExecuteScalarAsync(Cancellation);
            }

            await using var command = source.CreateCommand("SHOW idle_in_transaction_session_timeout");
            return (string)(await command.ExecuteScalarAsync(Cancellation))!;
        }
    }

    [Fact]
    public async Task Append_WhenTheTablesWereRemoved_FailsOnceAndMakesThemAnew()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using var store = await Samples.OpenAsync(host);
        await PostgresServer.RunAsync(host.ConnectionString, "DROP SCHEMA echoapp CASCADE");

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.Requests.AppendAsync(Samples.Request("/")));

        await store.Bins.TryCreateAsync(Samples.Bin("orders"), 10, Cancellation);
        Assert.True(await store.Requests.AppendAsync(Samples.Request("/")));
    }

    [Fact]
    public async Task Append_OfWhatPostgresCannotHold_FailsAlone()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using var store = await Samples.OpenAsync(host);
        var targets = Enumerable.Range(0, 50).Select(i => i == 20 ? "/\0" : $"/{i}").ToList();

        var appends = targets.ConvertAll(target => store.Requests.AppendAsync(Samples.Request(target)).AsTask());

        for (var i = 0; i < appends.Count; i++)
        {
            if (i == 20)
            {
                await Assert.ThrowsAsync<StoreUnavailableException>(() => appends[i]);
            }
            else
            {
                Assert.True(await appends[i]);
            }
        }
    }

    [Fact]
    public async Task Append_WhileAReplicaHangsInATransaction_WaitsForThatNoLongerThanOthersDo()
    {
        await using var host = await PostgresHost.CreateAsync(server);
        await using var store = await Samples.OpenAsync(host);
        await using var hanging = Connections.Open(host.ConnectionString);
        await using var connection = await hanging.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await using var command = new NpgsqlCommand("UPDATE echoapp.usage SET bytes = bytes", connection);
        await command.ExecuteNonQueryAsync(Cancellation);

        Assert.True(await store.Requests.AppendAsync(Samples.Request("/")));
    }

    [Fact]
    public async Task Append_AfterOneThatPostgresCannotHold_WorksHoweverOftenTheStatementWasUsed()
    {
        // The client prepares a statement after a few uses, and forgets what one returns whose first values are refused.
        await using var host = await PostgresHost.CreateAsync(server);
        for (var before = 0; before < 7; before++)
        {
            await using var store = await Samples.OpenAsync(host);
            for (var i = 0; i < before; i++)
            {
                Assert.True(await store.Requests.AppendAsync(Samples.Request($"/{i}")));
            }

            await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.Requests.AppendAsync(Samples.Request("/\0")));

            for (var i = 0; i < 7; i++)
            {
                Assert.True(await store.Requests.AppendAsync(Samples.Request($"/{i}")));
            }
        }
    }

    private protected override async Task<StoreHost> CreateHostAsync() => await PostgresHost.CreateAsync(server);

    private static async Task<bool> IsWaitedForAsync(PostgresHost host) => await PostgresServer.ReadNumberAsync(
        host.ConnectionString,
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") == 1;
}
