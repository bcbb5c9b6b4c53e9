using System.Data.Common;
using EchoApp.Web.Logging;
using Npgsql;

namespace EchoApp.Web.Store;

/// <summary>The connections to PostgreSQL, from <c>ConnectionStrings__store</c>.</summary>
internal static class PostgresConnection
{
    // In seconds. The client heeds nothing else while it negotiates, and its own default would keep callers for a quarter of a minute.
    private const int ConnectTimeout = 2;

    /// <summary>Opens nothing yet, but refuses what could never be opened.</summary>
    /// <exception cref="StartupException">It is no connection string of PostgreSQL, or names no host.</exception>
    public static NpgsqlDataSource Open(string connectionString)
    {
        try
        {
            var builder = new NpgsqlSlimDataSourceBuilder(connectionString);
            var settings = builder.ConnectionStringBuilder;
            settings.ApplicationName ??= "EchoApp.Web";
            settings.Timeout = settings.ContainsKey(nameof(settings.Timeout)) ? settings.Timeout : ConnectTimeout;
            return settings.Host is { Length: > 0 } ? builder.Build() : throw Wrong("it names no Host");
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or DbException or NotSupportedException or InvalidOperationException)
        {
            throw Wrong(exception.Message);
        }
    }

    // The message of the client names keys, never values: the string itself holds a password.
    private static StartupException Wrong(string reason) => new(
        $"ConnectionStrings__store is no connection string of PostgreSQL: {LogText.Escape(reason)}. "
        + "For example Host=localhost;Port=5432;Username=echoapp;Password=…;Database=echoapp");
}
