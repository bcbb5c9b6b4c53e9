using Npgsql;

namespace EchoApp.Web.Storage.Postgres;

/// <summary>What PostgreSQL's errors mean to who wants to store something. What it says itself is for the log alone.</summary>
internal static class Failure
{
    /// <summary>Class 53 of SQLSTATE: disk, memory, connections.</summary>
    private const string InsufficientResources = "53";

    public static StoreUnavailableException Of(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new("The store is full.", exception) { IsFull = true },
        PostgresException { SqlState: var state } when state.StartsWith(InsufficientResources, StringComparison.Ordinal) => new("The store has too little of what it needs.", exception),
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => new("The store is read-only.", exception),
        PostgresException => new("The store does not work.", exception),
        SchemaTooNewException => new("The store is that of a newer EchoApp.", exception),
        _ => new("The store does not answer.", exception) { IsSilent = exception is TimeoutException or { InnerException: TimeoutException } },
    };

    public static bool IsOne(Exception exception) => exception is NpgsqlException or TimeoutException or SchemaTooNewException or NotSupportedException or IOException or System.Security.Authentication.AuthenticationException or System.Net.Sockets.SocketException;

    /// <summary>Whether trying once more may help: the connection was one to a server that is gone.</summary>
    public static bool IsLostConnection(Exception exception) => exception switch
    {
        PostgresException { SqlState: ['0', '8', ..] or ['5', '7', 'P', ..] } => true,
        PostgresException => false,
        NpgsqlException { InnerException: IOException or System.Net.Sockets.SocketException } => true,
        _ => false,
    };

    /// <summary>Whether it is read-only: another has become the one that is written to, or will, or it is to be spared.</summary>
    public static bool IsReadOnly(Exception exception) => exception is PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction };

    /// <summary>Classes 22 and 54 of SQLSTATE, data exception and program limit exceeded: what is to be stored is at fault, not the store.</summary>
    public static bool IsOfData(Exception exception) => exception is PostgresException { SqlState: ['2', '2', ..] or ['5', '4', ..] };

    /// <summary>Whether the tables are not those that were made: somebody has removed them.</summary>
    public static bool IsMissingTable(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedColumn };
}
