using System.Net;
using System.Net.Sockets;

namespace EchoApp.Hosting.Engine.Endpoints;

/// <summary>Listens on a port and carries each TCP connection to one of its targets, in turn; one that refuses it is passed over.</summary>
internal sealed class EndpointProxy : IAsyncDisposable
{
    private static readonly TimeSpan _pauseAfterFailure = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _closed = new();
    private readonly CancellationTokenSource _cut = new();
    private readonly List<Socket> _listeners = [];
    private readonly Task _accepting;

    /// <summary>Listens on the loopback addresses.</summary>
    /// <exception cref="SocketException">The port is taken.</exception>
    public EndpointProxy(int port)
        : this(Socket.OSSupportsIPv6 ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback], port)
    {
    }

    /// <exception cref="SocketException">The port is taken.</exception>
    public EndpointProxy(IReadOnlyList<IPAddress> addresses, int port)
    {
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

    public TargetRotation Targets { get; } = new();

    /// <summary>Frees the port; connections that are open stay so.</summary>
    public void Close()
    {
        _closed.Cancel();
        _listeners.ForEach(listener => listener.Dispose());
    }

    /// <summary>Frees the port, and returns when every open connection has come to its end.</summary>
    public Task DrainAsync()
    {
        Close();
        return _accepting;
    }

    /// <summary>Frees the port and cuts what is open.</summary>
    public async ValueTask DisposeAsync()
    {
        await _cut.CancelAsync();
        await DrainAsync();
    }

    // ip(7), IP_FREEBIND: the address of a network of containers is this machine's only while a container is in it.
    private static void MayBindEarly(Socket listener, IPAddress address)
    {
        const int level = 0, freeBind = 15;
        if (OperatingSystem.IsLinux() && address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))
        {
            listener.SetRawSocketOption(level, freeBind, BitConverter.GetBytes(1));
        }
    }

    private void Listen(IPAddress address, int port)
    {
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listeners.Add(listener);
        try
        {
            MayBindEarly(listener, address);
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
        while (!_closed.IsCancellationRequested)
        {
            try
            {
                var caller = await listener.AcceptAsync(_closed.Token);
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
        {
            try
            {
                caller.NoDelay = true;
                foreach (var target in Targets.Next())
                {
                    using var instance = await ConnectAsync(target);
                    if (instance is not null)
                    {
                        await new ProxiedConnection(caller, instance, target).CarryAsync(_cut.Token);
                        break;
                    }
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // One side is gone: closing both tells the other.
            }
        }
    }

    // Null where it refuses, and where it has left the rotation meanwhile: it may be about to end.
    private async Task<Socket?> ConnectAsync(ProxyTarget target)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync("localhost", target.Port, _cut.Token);

            // Where nobody listens, the system may have connected the socket to itself.
            if (Targets.Contains(target) && !Equals(socket.LocalEndPoint, socket.RemoteEndPoint))
            {
                return socket;
            }
        }
        catch (SocketException)
        {
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        socket.Dispose();
        return null;
    }
}
