using System.Net.Sockets;
using System.Text;
using Xunit;

namespace EchoApp.Tests.Web.Shutdown;

public sealed class ShutdownTests
{
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Signal_WithARequestInFlight_RefusesNewOnesFinishesThatOneAndExitsZero(string signal)
    {
        await using var web = await WebProcess.StartAsync(("Shutdown__Timeout", "10"));
        using var request = await InFlightAsync(web.Echo);

        await web.SignalAsync(signal);
        await Eventually.TrueAsync(() => RefusesConnectionsAsync(web.Echo), "it refuses connections");
        Assert.False(web.HasExited);

        await request.SendAsync("lo"u8.ToArray(), TestContext.Current.CancellationToken);
        var answer = await ReadAsync(request, "\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        Assert.Equal(0, await web.WaitForExitAsync());
    }

    [Fact]
    public async Task Signal_WithARequestThatNeverEnds_ExitsZeroAfterTheTimeout()
    {
        await using var web = await WebProcess.StartAsync(("Shutdown__Timeout", "0.2"));
        using var request = await InFlightAsync(web.Echo);
        Assert.Equal(0, await web.StopAsync());
    }

    /// <summary>A request that the application has begun to read: it said so by 100 Continue.</summary>
    private static async Task<Socket> InFlightAsync(Uri echo)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(echo.Host, echo.Port, TestContext.Current.CancellationToken);
        await socket.SendAsync(
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.StartsWith("HTTP/1.1 100", await ReadAsync(socket, "\r\n\r\n"), StringComparison.Ordinal);
        await socket.SendAsync("hel"u8.ToArray(), TestContext.Current.CancellationToken);
        return socket;
    }

    private static async Task<string> ReadAsync(Socket socket, string until)
    {
        using var deadline = new CancellationTokenSource(WebProcess.Deadline);
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains(until, StringComparison.Ordinal))
        {
            var read = await socket.ReceiveAsync(buffer, deadline.Token);
            Assert.NotEqual(0, read);
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return text.ToString();
    }

    private static async Task<bool> RefusesConnectionsAsync(Uri echo)
    {
        // Who asks while the queue of the listener is full asks again after 1, 3, 7, 15 and 31 seconds: too late for any deadline.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(echo.Host, echo.Port, patience.Token);
            return false;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.ConnectionReset)
        {
            // Reset: the listener closed while this connection waited to be accepted.
            return e.SocketErrorCode == SocketError.ConnectionRefused;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
