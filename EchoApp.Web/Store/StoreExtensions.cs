using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EchoApp.Web.Store;

internal static class StoreExtensions
{
    private const string CheckName = "store";

    /// <summary>PostgreSQL where there is a connection string named <c>store</c>; embedded without one. Either is reported in <c>/health</c>.</summary>
    /// <exception cref="StartupException">The connection string is not one.</exception>
    public static WebApplicationBuilder AddStore(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetConnectionString("store") is { Length: > 0 } connectionString)
        {
            AddPostgres(builder, connectionString);
        }
        else
        {
            builder.Services.AddHealthChecks().AddCheck(CheckName, () => HealthCheckResult.Healthy("embedded"));
        }

        return builder;
    }

    /// <summary>On its own, so that without PostgreSQL its client is not even loaded.</summary>
    private static void AddPostgres(WebApplicationBuilder builder, string connectionString)
    {
        // The check tells what changes; the framework would repeat it each time that somebody asks.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Services.AddSingleton(PostgresConnection.Open(connectionString)).AddSingleton<PostgresHealthCheck>()
            .AddHealthChecks().AddCheck<PostgresHealthCheck>(CheckName);
    }
}
