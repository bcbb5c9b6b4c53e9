using System.Data.Common;
using EchoApp.Web.Logging;
using Npgsql;

namespace EchoApp.Web.Storage.Postgres;

/// <summary>The connections to PostgreSQL, from <c>ConnectionStrings__store</c>.</summary>
internal static class Connections
{
    // In seconds. The client heeds nothing else while it negotiates, and its own default would keep callers for a quarter of a minute.
    private const int ConnectTimeout = 2;

    // More at once would not be quicker, only take longer to open; and a server takes 100 by default, of all replicas together.
    private const int MostConnections = 20;

    // A server that says nothing is not asked to cancel either.
    private const int NoCancellation = -1;

    // All that there are are few.
    private const int PreparedStatements = 30;

    // In seconds, in which a host is not asked again that was not there or read-only.
    private const int RecheckTime = 1;

    // Less than others wait for what one has locked that hangs in the middle of a transaction.
    private const string LongestIdle = "3s";

    // What is acknowledged is stored, and replicas wait for each other, whatever the server's configuration says.
    private const string Durability = """
        SELECT set_config('default_transaction_isolation', 'read committed', false), CASE current_setting('synchronous_commit') WHEN 'off' THEN set_config('synchronous_commit', 'on', false) END
        """;

    // Plans are kept, and those for tables that were empty then go through all of them later. To compile plans takes longer than any of ours runs.
    private const string PlansByIndex = "set_config('enable_seqscan', 'off', false), set_config('jit', 'off', false)";

    // Who stores requests keeps one, and a vacuum takes another for as long as it runs; all others share the rest.
    private const int FewestConnections = 4;

    private const string ReadWrite = "read-write";

    // In seconds. Who waits for an answer to what it sent to a bin is told in time that there is no store.
    private const int CommandTimeout = 5;

    /// <summary>Opens nothing yet, but refuses what could never be opened.</summary>
    /// <exception cref="StartupException">It is no connection string of PostgreSQL, or names no host.</exception>
    public static NpgsqlDataSource Open(string connectionString) =>
        Open(connectionString, _ => { }, builder => Initialize(builder, $"{Durability}, set_config('idle_in_transaction_session_timeout', '{LongestIdle}', false), {PlansByIndex}"));

    /// <summary>The same for who waits, whatever the string says, and lets others wait: between two statements it may look for a while at what comes next.</summary>
    /// <param name="connectionString">The string.</param>
    /// <param name="commandTimeout">For how long, in seconds.</param>
    /// <exception cref="StartupException">See <see cref="Open(string)"/>.</exception>
    public static NpgsqlDataSource OpenPatient(string connectionString, int commandTimeout) =>
        Open(connectionString, settings => settings.CommandTimeout = commandTimeout, builder => Initialize(builder, Durability));

    /// <summary>The same for a connection that only listens, and is closed when nobody listens any longer: in a pool it would go on listening, and others would lack it.</summary>
    /// <exception cref="StartupException">See <see cref="Open(string)"/>.</exception>
    public static NpgsqlDataSource OpenListening(string connectionString) => Open(
        connectionString,
        settings =>
        {
            settings.Pooling = false;
            settings.MaxAutoPrepare = 0;
        },
        _ => { });

    private static NpgsqlDataSource Open(string connectionString, Action<NpgsqlConnectionStringBuilder> change, Action<NpgsqlSlimDataSourceBuilder> add)
    {
        try
        {
            var settings = WithDefaults(new DbConnectionStringBuilder { ConnectionString = connectionString });
            Refuse(settings);
            change(settings);
            Choose(settings);
            var builder = new NpgsqlSlimDataSourceBuilder(settings.ConnectionString);
            builder.EnableTransportSecurity();
            add(builder);
            return settings.Host is { Length: > 0 } ? builder.Build() : throw Wrong("it names no Host");
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or DbException or NotSupportedException or InvalidOperationException)
        {
            throw Wrong(exception.Message);
        }
    }

    /// <summary>Ours, unless the string says otherwise. The client's own builder does not tell what was given from what was not.</summary>
    private static NpgsqlConnectionStringBuilder WithDefaults(DbConnectionStringBuilder given)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            ApplicationName = "EchoApp.Web",
            Timeout = ConnectTimeout,
            CommandTimeout = CommandTimeout,
            CancellationTimeout = NoCancellation,
            MaxAutoPrepare = PreparedStatements,
            MaxPoolSize = MostConnections,
            HostRecheckSeconds = RecheckTime,
        };
        foreach (string name in given.Keys)
        {
            settings[name] = given[name];
        }

        // What is said to a connection once has to hold for as long as it does. Nothing else is left behind in one.
        settings.NoResetOnClose = true;
        return settings;
    }

    private static void Refuse(NpgsqlConnectionStringBuilder settings)
    {
        if (settings.Pooling && settings.MaxPoolSize < FewestConnections)
        {
            throw Wrong($"with Maximum Pool Size={settings.MaxPoolSize} too little is left beside those that store requests and sweep; it must be at least {FewestConnections}, and is {MostConnections} without it");
        }

        if (settings.Multiplexing)
        {
            throw Wrong("Multiplexing=true takes no transactions of the kind that requests are stored in; leave it out");
        }
    }

    /// <summary>Of several hosts the one that can be written to: another would be taken for as long as it answers.</summary>
    private static void Choose(NpgsqlConnectionStringBuilder settings)
    {
        if (settings.Host?.Contains(',', StringComparison.Ordinal) != true)
        {
            return;
        }

        settings.TargetSessionAttributes = settings.TargetSessionAttributes switch
        {
            null => ReadWrite,
            var given when given.ToLowerInvariant() is ReadWrite or "primary" => given.ToLowerInvariant(),
            var given => throw Wrong($"Target Session Attributes={given} leads to hosts that store nothing; of several it must be read-write, as without it, or primary"),
        };
    }

    private static void Initialize(NpgsqlSlimDataSourceBuilder builder, string sql) => builder.UsePhysicalConnectionInitializer(
        connection =>
        {
            using var command = new NpgsqlCommand(sql, connection);
            command.ExecuteNonQuery();
        },
        async connection =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        });

    // The message of the client names keys, never values: the string itself holds a password.
    private static StartupException Wrong(string reason) => new(
        $"ConnectionStrings__store is no connection string of PostgreSQL: {LogText.Escape(reason)}. "
        + "For example Host=localhost;Port=5432;Username=echoapp;Password=…;Database=echoapp");
}
