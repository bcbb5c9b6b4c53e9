using EchoApp.Web.Echo;
using EchoApp.Web.Queries;
using EchoApp.Web.Storage.Backups;
using EchoApp.Web.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EchoApp.Web.Storage;

internal static class StorageExtensions
{
    private const string CheckName = "store";
    private const string ConnectionName = "store";

    /// <summary>Bytes that are kept in memory where there is no place for a file.</summary>
    private const long MemoryHistory = 32 * 1024 * 1024;

    /// <summary>PostgreSQL where there is a connection string named <c>store</c>; embedded without one. Either is reported in <c>/health</c>.</summary>
    /// <exception cref="StartupException">It cannot be used, however long one waits.</exception>
    public static WebApplicationBuilder AddStorage(this WebApplicationBuilder builder)
    {
        var most = StoreLimit.Read(builder.Configuration);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(provider => new ContentReader(provider.GetRequiredService<IOptions<EchoOptions>>().Value));
        builder.Services.AddMetrics().AddSingleton<CommitMetrics>().AddHostedService<StoreMetrics>();
        if (builder.Configuration.HasSharedStore())
        {
            builder.Services.AddSingleton(DataDirectory.None);
            AddPostgres(builder, builder.Configuration.GetSharedStore(), most);
        }
        else
        {
            var data = DataDirectory.Open(builder.Configuration);
            if (data.WhyUnusable is null)
            {
                Leftovers.Delete(data.Path);
            }

            builder.Services.AddSingleton(_ => data);
            builder.Services.AddSingleton<IStore>(provider => OpenEmbedded(provider.GetRequiredService<DataDirectory>(), most, provider.GetRequiredService<ContentReader>(), provider.GetRequiredService<CommitMetrics>()));
        }

        // The check tells what changes; the framework would repeat it each time that somebody asks.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Services.AddSingleton<StoreHealthCheck>().AddHealthChecks().AddCheck<StoreHealthCheck>(CheckName);
        return builder;
    }

    /// <summary>Whether other processes may use the same store.</summary>
    public static bool HasSharedStore(this IConfiguration configuration) => configuration.GetConnectionString(ConnectionName) is { Length: > 0 };

    /// <summary>The connection string of the one that is shared.</summary>
    public static string GetSharedStore(this IConfiguration configuration) => configuration.GetConnectionString(ConnectionName)!;

    /// <summary>On its own, so that without PostgreSQL its client is not even loaded.</summary>
    private static void AddPostgres(WebApplicationBuilder builder, string connectionString, long most)
    {
        var source = Connections.Open(connectionString);
        var listening = Connections.OpenListening(connectionString);
        builder.Services.AddSingleton<IStore>(provider => new Engine(
            source, listening, most, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<ChangeWatch>>(), provider.GetRequiredService<ContentReader>(), provider.GetRequiredService<CommitMetrics>()));
    }

    private static Sqlite.Engine OpenEmbedded(DataDirectory data, long most, ContentReader contents, CommitMetrics commits) => data.WhyUnusable is { } why
        ? Sqlite.Engine.InMemory(Math.Min(MemoryHistory, most), why, contents, commits)
        : Sqlite.Engine.Open(data.Private(DataDirectory.StoreFile), most, contents, commits);
}
