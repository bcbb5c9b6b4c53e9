using System.Net;
using System.Net.Sockets;

namespace EchoApp.Web.Listeners;

/// <summary>
/// The sockets of both listeners, listening before there is a host: a port that is taken is found at once and said in one line, and
/// port 0 gives the same number on every address.
/// </summary>
internal sealed class ListenerSockets : IDisposable
{
    private const int Backlog = 512;
    private const int FreePortAttempts = 20;
    private readonly Dictionary<EndPoint, Socket> _sockets = [];

    private ListenerSockets()
    {
    }

    public IReadOnlyList<IPEndPoint> Echo { get; private init; } = [];

    public IReadOnlyList<IPEndPoint> Pages { get; private init; } = [];

    public static ListenerSockets Open(ListenerSettings settings)
    {
        // Fixed ports first, or another one might be given the same number as a free one.
        PortSetting?[] settled = [settings.EchoPort, settings.PagesPort, settings.CapturePort];
        var opened = new Dictionary<PortSetting, List<Socket>>();
        try
        {
            foreach (var setting in settled.OfType<PortSetting>().OrderBy(setting => setting.Port == 0))
            {
                opened.Add(setting, OpenPort(setting, settings.Addresses));
            }
        }
        catch (StartupException)
        {
            foreach (var socket in opened.Values.SelectMany(sockets => sockets))
            {
                socket.Dispose();
            }

            throw;
        }

        var capture = settings.CapturePort is null ? [] : opened[settings.CapturePort];
        return Create([.. opened[settings.EchoPort], .. capture], opened[settings.PagesPort]);
    }

    /// <summary>Hands a socket over to the server, which owns it from then on.</summary>
    public Socket Take(EndPoint endPoint) => _sockets.Remove(endPoint, out var socket)
        ? socket
        : throw new InvalidOperationException($"No socket was opened for {endPoint}.");

    public void Dispose()
    {
        foreach (var socket in _sockets.Values)
        {
            socket.Dispose();
        }

        _sockets.Clear();
    }

    private static ListenerSockets Create(List<Socket> echo, List<Socket> pages)
    {
        var sockets = new ListenerSockets { Echo = EndPoints(echo), Pages = EndPoints(pages) };
        foreach (var socket in echo.Concat(pages))
        {
            sockets._sockets.Add(socket.LocalEndPoint!, socket);
        }

        return sockets;
    }

    private static List<IPEndPoint> EndPoints(List<Socket> sockets) => [.. sockets.Select(socket => (IPEndPoint)socket.LocalEndPoint!)];

    private static List<Socket> OpenPort(PortSetting setting, IReadOnlyList<ListenAddress> addresses)
    {
        for (var attempt = 1; ; attempt++)
        {
            var isLast = setting.Port != 0 || attempt == FreePortAttempts;
            if (TryOpenPort(setting, addresses, isLast) is { } sockets)
            {
                return sockets;
            }
        }
    }

    private static List<Socket>? TryOpenPort(PortSetting setting, IReadOnlyList<ListenAddress> addresses, bool isLast)
    {
        var sockets = new List<Socket>();
        foreach (var address in addresses)
        {
            var port = sockets is [var first, ..] ? ((IPEndPoint)first.LocalEndPoint!).Port : setting.Port;
            try
            {
                sockets.Add(OpenSocket(new IPEndPoint(address.Address, port)));
            }
            catch (SocketException e) when (!address.Required && IsMissing(e.SocketErrorCode))
            {
            }
            catch (SocketException e)
            {
                sockets.ForEach(socket => socket.Dispose());
                if (!isLast && e.SocketErrorCode == SocketError.AddressAlreadyInUse)
                {
                    return null;
                }

                throw ListenFailure.Describe(setting, address.Address, e);
            }
        }

        return sockets;
    }

    private static bool IsMissing(SocketError error) =>
        error is SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable or SocketError.ProtocolFamilyNotSupported;

    private static Socket OpenSocket(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (endPoint.AddressFamily == AddressFamily.InterNetworkV6)
            {
                socket.DualMode = false;
            }

            socket.Bind(endPoint);
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }
}
