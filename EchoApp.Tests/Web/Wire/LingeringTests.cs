using System.Net.Sockets;
using System.Text;
using EchoApp.Tests.Web.Echo;
using Xunit;

namespace EchoApp.Tests.Web.Wire;

/// <summary>A client that sends more than is answered, and reads slowly, gets the whole of what was answered.</summary>
public sealed class LingeringTests : EchoTests
{
    private static readonly string _more = string.Concat(Enumerable.Repeat("GET /more HTTP/1.1\r\nHost: h\r\n\r\n", 20_000));

    private protected override Dictionary<string, string?> Settings => new() { ["Echo:MaxBodyLength"] = "1000000" };

    public static TheoryData<string, int, int> Ends => new()
    {
        { $"POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 900000\r\n\r\n{new string('x', 900_000)}", 200, 900_000 },
        { $"POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 2000000\r\n\r\n{new string('x', 2_000_000)}", 413, 100 },
        { "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400, 100 },
        { "GET / HTTP/1.1\r\nHost : h\r\n\r\n", 400, 0 },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Client_ThatSendsMoreThanIsAnswered_GetsTheWholeAnswer(string request, int status, int least)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 8 * 1024 };
        await socket.ConnectAsync(Server.EndPoint, CancellationToken);
        var sending = SendAsync(socket, Encoding.Latin1.GetBytes(request + _more));
        using var received = new MemoryStream();
        var buffer = new byte[4096];
        for (int length; (length = await socket.ReceiveAsync(buffer, CancellationToken)) > 0;)
        {
            received.Write(buffer, 0, length);
        }

        await sending;
        var response = Assert.Single(Fuzzing.ResponseStream.Read(Encoding.Latin1.GetString(received.ToArray())));
        Assert.Equal(status, response.Status);
        Assert.InRange(response.Body.Length, least, int.MaxValue);
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, CancellationToken)..];
        }
    }
}
