using Microsoft.AspNetCore.Connections;

namespace EchoApp.Web.Memory;

/// <summary>How many connections there may be at once on all listeners together; the server's own limit is one for each address.</summary>
internal sealed partial class ConnectionLimit(long most, ILogger<ConnectionLimit> logger)
{
    /// <summary>What one connection among many costs at most, beside what is counted: a line that does not end, or an answer that is not read.</summary>
    private const int ConnectionCost = 64 * 1024;
    private const int MostByDefault = 10_000;
    private const int LeastByDefault = 100;

    private long _open;
    private long _rejected;

    /// <summary>Half of the memory, at what a connection costs at most.</summary>
    public static long Default => Math.Clamp(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 / ConnectionCost, LeastByDefault, MostByDefault);

    /// <summary>Connections closed because there were as many as there may be.</summary>
    public long Rejected => Interlocked.Read(ref _rejected);

    /// <summary>Runs the connection, unless there are too many: then it ends unanswered.</summary>
    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var open = Interlocked.Increment(ref _open);
        try
        {
            if (open > most)
            {
                Interlocked.Increment(ref _rejected);
                Log.Rejected(logger, connection.ConnectionId, most);
                return;
            }

            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Connection {ConnectionId} is closed: there are {Most} others, and no more are taken.")]
        public static partial void Rejected(ILogger logger, string connectionId, long most);
    }
}
