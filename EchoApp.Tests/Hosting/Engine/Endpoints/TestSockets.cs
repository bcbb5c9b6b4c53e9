using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine.Endpoints;

/// <summary>Callers and instances that are nothing but sockets.</summary>
internal static class TestSockets
{
    public static async Task<Socket> CallAsync(int port, string address = "127.0.0.1")
    {
        var ip = IPAddress.Parse(address);
        var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(ip, port, TestContext.Current.CancellationToken);
        return socket;
    }

    public static Socket Listener(int port = 0)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        socket.Listen();
        return socket;
    }

    public static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    public static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes)..];
        }

        socket.Shutdown(SocketShutdown.Send);
    }

    public static async Task<string> ReadAsync(Socket socket, int count)
    {
        using var stream = new NetworkStream(socket);
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes).AsTask().WaitAsync(Eventually.Deadline);
        return Encoding.ASCII.GetString(bytes);
    }

    // What came until the end; a connection that was reset has ended too.
    public static async Task<byte[]> ReadToEndAsync(Socket socket)
    {
        var bytes = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer).WaitAsync(Eventually.Deadline) is > 0 and var count)
            {
                bytes.Write(buffer, 0, count);
            }
        }
        catch (SocketException)
        {
        }

        return bytes.ToArray();
    }

    public static async Task<Socket> AcceptAsync(Socket listener) =>
        await listener.AcceptAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Eventually.Deadline);
}
