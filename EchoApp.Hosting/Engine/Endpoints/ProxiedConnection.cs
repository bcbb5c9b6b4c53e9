using System.Net.Sockets;

namespace EchoApp.Hosting.Engine.Endpoints;

/// <summary>One connection of a caller, carried to an instance and back until both directions have ended.</summary>
internal sealed class ProxiedConnection(Socket caller, Socket instance, ProxyTarget target)
{
    // What an instance has sent before it ended is still on its way; a caller who does not take it must not hold anything up.
    private static readonly TimeSpan _deliveryTime = TimeSpan.FromSeconds(5);

    /// <exception cref="SocketException">The caller is gone, or the instance before it has answered.</exception>
    /// <exception cref="OperationCanceledException">The connection was cut.</exception>
    public async Task CarryAsync(CancellationToken cut)
    {
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cut);
        using var unheard = CancellationTokenSource.CreateLinkedTokenSource(broken.Token);
        var both = Task.WhenAll(AskAsync(broken, unheard.Token), AnswerAsync(broken));
        await Task.WhenAny(both, target.Gone);
        await unheard.CancelAsync();
        broken.CancelAfter(_deliveryTime);
        await both;
    }

    // An instance that hears no more may have answered already: the other direction goes on to its own end.
    private async Task AskAsync(CancellationTokenSource broken, CancellationToken unheard)
    {
        try
        {
            await CopyAsync(caller, instance, unheard);
        }
        catch (OperationCanceledException) when (!broken.IsCancellationRequested)
        {
        }
        catch
        {
            await broken.CancelAsync();
            throw;
        }
    }

    private async Task AnswerAsync(CancellationTokenSource broken)
    {
        try
        {
            if (!await CopyAsync(instance, caller, broken.Token))
            {
                await broken.CancelAsync();
            }
        }
        catch
        {
            await broken.CancelAsync();
            throw;
        }
    }

    /// <returns>Whether <paramref name="to"/> has taken everything; an end of this direction leaves the other open.</returns>
    private static async Task<bool> CopyAsync(Socket from, Socket to, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReceiveAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (!await SendAsync(to, buffer.AsMemory(0, count), cancellationToken))
            {
                return false;
            }
        }

        return await SendAsync(to, ReadOnlyMemory<byte>.Empty, cancellationToken);
    }

    // Nothing to send is the end.
    private static async Task<bool> SendAsync(Socket to, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            if (bytes.IsEmpty)
            {
                to.Shutdown(SocketShutdown.Send);
            }

            while (!bytes.IsEmpty)
            {
                bytes = bytes[await to.SendAsync(bytes, cancellationToken)..];
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
