using System.Net;
using System.Net.Sockets;

namespace EchoApp.Hosting.Engine.Endpoints;

/// <summary>Listens on a port and carries each TCP connection to one of the instances' target ports, in turn.</summary>
internal sealed class EndpointProxy : IAsyncDisposable
{
    private static readonly TimeSpan _pauseAfterFailure = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Socket> _listeners = [];
    private readonly int[] _targetPorts;
    private readonly Task _accepting;
    private uint _next;

    /// <summary>Listens on the loopback addresses.</summary>
    /// <exception cref="SocketException">The port is taken.</exception>
    public EndpointProxy(int port, IReadOnlyList<int> targetPorts)
        : this(Socket.OSSupportsIPv6 ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback], port, targetPorts)
    {
    }

    /// <exception cref="SocketException">The port is taken.</exception>
    public EndpointProxy(IReadOnlyList<IPAddress> addresses, int port, IReadOnlyList<int> targetPorts)
    {
        _targetPorts = [.. targetPorts];
        try
        {
            foreach (var address in addresses)
            {
                Listen(address, port);
            }
        }
        catch
        {
            _listeners.ForEach(listener => listener.Dispose());
            throw;
        }

        _accepting = Task.WhenAll(_listeners.Select(AcceptAsync));
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listeners.ForEach(listener => listener.Dispose());
        await _accepting;
    }

    private void Listen(IPAddress address, int port)
    {
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listeners.Add(listener);
        try
        {
            listener.Bind(new IPEndPoint(address, port));
            listener.Listen();
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressNotAvailable && address.Equals(IPAddress.IPv6Loopback))
        {
            // The kernel knows IPv6, but this machine has no ::1.
            _listeners.Remove(listener);
            listener.Dispose();
        }
    }

    private async Task AcceptAsync(Socket listener)
    {
        var connections = new HashSet<Task>();
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var caller = await listener.AcceptAsync(_stopping.Token);
                connections.RemoveWhere(connection => connection.IsCompleted);
                connections.Add(CarryAsync(caller));
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                break;
            }
            catch (SocketException)
            {
                // The caller went away before it was accepted, or there are no more file descriptors: those would be tried for without pause.
                await Task.Delay(_pauseAfterFailure);
            }
        }

        await Task.WhenAll(connections);
    }

    private async Task CarryAsync(Socket caller)
    {
        using (caller)
        using (var instance = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            try
            {
                caller.NoDelay = instance.NoDelay = true;
                var port = _targetPorts[Interlocked.Increment(ref _next) % _targetPorts.Length];
                await instance.ConnectAsync("localhost", port, _stopping.Token);
                using var broken = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
                await Task.WhenAll(CopyAsync(caller, instance, broken), CopyAsync(instance, caller, broken));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // One side is gone: closing both tells the other.
            }
        }
    }

    // An end of one direction leaves the other open; a failure breaks both.
    private static async Task CopyAsync(Socket from, Socket to, CancellationTokenSource broken)
    {
        try
        {
            var buffer = new byte[16 * 1024];
            int count;
            while ((count = await from.ReceiveAsync(buffer, broken.Token)) > 0)
            {
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), broken.Token);
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch
        {
            await broken.CancelAsync();
            throw;
        }
    }
}
