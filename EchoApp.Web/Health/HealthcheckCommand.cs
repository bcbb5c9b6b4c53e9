using System.Net;
using System.Net.Sockets;
using System.Text;
using EchoApp.Web.Listeners;

namespace EchoApp.Web.Health;

/// <summary>
/// Asks the running instance's <c>/health</c>: exit code 0 when it answers 200, else 1. It is what a container's health check runs,
/// in images without a shell; a bare socket keeps it to a few milliseconds.
/// </summary>
internal static class HealthcheckCommand
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync(IConfiguration configuration, TextWriter output, TextWriter error)
    {
        var settings = ListenerSettings.Read(configuration);
        var port = settings.PagesPort.Port;
        if (port == 0)
        {
            throw new StartupException("PAGES_PORT=0: the health check cannot know which free port was taken. Set PAGES_PORT to a fixed one.");
        }

        using var deadline = new CancellationTokenSource(_timeout);
        var outcome = "no address to ask";
        foreach (var address in settings.Addresses)
        {
            var endPoint = new IPEndPoint(address.Reachable, port);
            try
            {
                var answer = await AskAsync(endPoint, deadline.Token);
                if (IsHealthy(answer))
                {
                    await output.WriteLineAsync("Healthy");
                    return 0;
                }

                outcome = $"http://{endPoint}/health answered {FirstLine(answer)}";
                break;
            }
            catch (SocketException e)
            {
                outcome = $"http://{endPoint}/health: {e.SocketErrorCode}";
            }
            catch (OperationCanceledException)
            {
                outcome = $"http://{endPoint}/health did not answer within {_timeout.TotalSeconds} s";
                break;
            }
        }

        await error.WriteLineAsync($"Unhealthy: {outcome}");
        return 1;
    }

    private static async Task<string> AskAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endPoint, cancellationToken);
        await socket.SendAsync("GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray(), cancellationToken);
        var answer = new byte[1024];
        var length = 0;
        while (length < answer.Length)
        {
            var read = await socket.ReceiveAsync(answer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        return Encoding.Latin1.GetString(answer, 0, length);
    }

    // On the wrong port the echo answers 200 to everything, but with JSON.
    private static bool IsHealthy(string answer) => answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)
        && answer.Contains("\r\nContent-Type: text/plain", StringComparison.OrdinalIgnoreCase);

    private static string FirstLine(string answer) => answer.Split('\r', '\n')[0] is { Length: > 0 } line ? Logging.LogText.Escape(line) : "nothing";
}
