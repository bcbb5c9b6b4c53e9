using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace EchoApp.Tests.Web.Storage.Postgres;

/// <summary>
/// Stands before a PostgreSQL as a pooler does, and has a statement of its clients replaced by another of the same length: so LISTEN can be refused, or taken
/// and come to nothing, as behind PgBouncer with <c>pool_mode = transaction</c>.
/// </summary>
internal sealed class TamperingRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly byte[] _statement;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _running;
    private volatile byte[]? _replacement;
    private int _tampered;

    /// <param name="connectionString">Of the PostgreSQL.</param>
    /// <param name="statement">What clients send.</param>
    /// <param name="replacement">What it becomes; as long.</param>
    public TamperingRelay(string connectionString, string statement, string replacement)
    {
        _server = new NpgsqlConnectionStringBuilder(connectionString);
        (_statement, _replacement) = (Encoding.ASCII.GetBytes(statement), Encoding.ASCII.GetBytes(replacement));
        _listener.Start();
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.ToString();
        _running = AcceptAsync();
    }

    /// <summary>How PostgreSQL is reached through this.</summary>
    public string ConnectionString { get; }

    /// <summary>How often it has replaced the statement.</summary>
    public int Tampered => Volatile.Read(ref _tampered);

    /// <summary>From now on everything goes through as it is.</summary>
    public void Relent() => _replacement = null;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await Task.WhenAny(_running);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_end.Token);
            _ = RelayAsync(client, _end.Token);
        }
    }

    private async Task RelayAsync(TcpClient client, CancellationToken cancellation)
    {
        using var taken = client;
        using var server = new TcpClient();
        try
        {
            await server.ConnectAsync(_server.Host!, _server.Port, cancellation);
            await Task.WhenAny(CopyAsync(taken, server, isTampered: true, cancellation), CopyAsync(server, taken, isTampered: false, cancellation));
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            // Either end is gone, and so is the other.
        }
    }

    private async Task CopyAsync(TcpClient from, TcpClient to, bool isTampered, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        while (await from.GetStream().ReadAsync(buffer, cancellation) is > 0 and var length)
        {
            // Short statements are not split over two reads on the loopback interface.
            if (isTampered && _replacement is { } replacement && buffer.AsSpan(0, length).IndexOf(_statement) is >= 0 and var at)
            {
                replacement.CopyTo(buffer, at);
                Interlocked.Increment(ref _tampered);
            }

            await to.GetStream().WriteAsync(buffer.AsMemory(0, length), cancellation);
        }
    }
}
