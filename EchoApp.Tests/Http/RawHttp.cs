using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EchoApp.Tests.Http;

/// <summary>One HTTP/1 connection on which exactly the bytes given are sent. Every wait ends after ten seconds with an exception.</summary>
internal sealed class RawHttp : IAsyncDisposable
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(10);

    private readonly Socket _socket;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    private RawHttp(Socket socket) => _socket = socket;

    public IPEndPoint LocalEndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    public static async Task<RawHttp> ConnectAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(endPoint, cancellationToken);
        return new RawHttp(socket);
    }

    /// <summary>Sends one request on a connection of its own and reads its response.</summary>
    public static async Task<RawResponse> ExchangeAsync(IPEndPoint endPoint, string request, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(endPoint, cancellationToken);
        await connection.SendAsync(request, cancellationToken);
        var isHead = request.StartsWith("HEAD ", StringComparison.Ordinal);
        return await connection.ReceiveAsync(isHead, cancellationToken);
    }

    /// <summary>Sends the characters as Latin-1, one byte each.</summary>
    public Task SendAsync(string text, CancellationToken cancellationToken) => SendAsync(Encoding.Latin1.GetBytes(text), cancellationToken);

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes, cancellationToken).AsTask().WaitAsync(_deadline, cancellationToken)..];
        }
    }

    /// <summary>Says that nothing more will be sent; responses can still be received.</summary>
    public void FinishSending() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Breaks the connection off with RST.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(true, 0);
        _socket.Close();
    }

    /// <exception cref="EndOfStreamException">The connection ended before the response did.</exception>
    public async Task<RawResponse> ReceiveAsync(bool isHead, CancellationToken cancellationToken)
    {
        var head = await ReadHeadAsync(cancellationToken);
        var lines = head.Split("\r\n");
        var headers = lines[1..].Select(line => line.Split(':', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1].Trim())).ToList();
        var response = new RawResponse(int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture), head, headers, []);
        return isHead || response.Status is 204 or 304 or < 200
            ? response
            : response with { Body = await ReadBodyAsync(response, cancellationToken) };
    }

    /// <summary>Everything up to the end of the connection; a reset counts as an end.</summary>
    public async Task<string> ReceiveToEndAsync(CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        try
        {
            do
            {
                text.Append(Encoding.Latin1.GetString(_buffer, _start, _end - _start));
                _start = _end;
            }
            while (await FillAsync(cancellationToken));
        }
        catch (SocketException)
        {
        }

        return text.ToString();
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<byte[]> ReadBodyAsync(RawResponse response, CancellationToken cancellationToken)
    {
        if (response.Header("Content-Length") is { } length)
        {
            return await ReadExactlyAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellationToken);
        }

        return response.Header("Transfer-Encoding") is null
            ? Encoding.Latin1.GetBytes(await ReceiveToEndAsync(cancellationToken))
            : await ReadChunksAsync(cancellationToken);
    }

    private async Task<byte[]> ReadChunksAsync(CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var size = int.Parse((await ReadLineAsync(cancellationToken)).Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Write(await ReadExactlyAsync(size, cancellationToken));
            await ReadLineAsync(cancellationToken);
            if (size == 0)
            {
                return body.ToArray();
            }
        }
    }

    private async Task<string> ReadHeadAsync(CancellationToken cancellationToken)
    {
        List<string> lines = [];
        while (await ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            lines.Add(line);
        }

        return string.Join("\r\n", lines);
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            var character = (char)(await ReadExactlyAsync(1, cancellationToken))[0];
            if (character == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append(character);
        }
    }

    private async Task<byte[]> ReadExactlyAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
        {
            if (_start == _end && !await FillAsync(cancellationToken))
            {
                throw new EndOfStreamException($"The connection ended {count - read} bytes early.");
            }

            var length = Math.Min(count - read, _end - _start);
            _buffer.AsSpan(_start, length).CopyTo(bytes.AsSpan(read));
            _start += length;
            read += length;
        }

        return bytes;
    }

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        _start = 0;
        _end = 0;
        _end = await _socket.ReceiveAsync(_buffer, cancellationToken).AsTask().WaitAsync(_deadline, cancellationToken);
        return _end > 0;
    }
}
