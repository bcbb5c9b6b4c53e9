using System.IO.Pipelines;

namespace EchoApp.Web.Wire;

/// <summary>
/// What the end of a connection does before it closes when the client has sent more than was taken, or is still sending: closed with bytes unread,
/// the connection is reset, and what the client has not yet received of the answer is lost (RFC 9112 section 9.6).
/// </summary>
internal static class Lingering
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(5);

    /// <summary>A client that sends nothing for so long has nothing more under way.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    /// <summary>Reads and forgets what comes until the client ends or pauses, for a limited time.</summary>
    /// <param name="input">What comes.</param>
    /// <param name="isExpected">Whether more is to come; else it is over at once unless more has come.</param>
    /// <param name="closed">Fires when the connection is gone.</param>
    /// <param name="isStopping">Fires when the server stops: then it is over.</param>
    public static async Task DrainAsync(PipeReader input, bool isExpected, CancellationToken closed, CancellationToken isStopping)
    {
        if (closed.IsCancellationRequested || isStopping.IsCancellationRequested)
        {
            return;
        }

        try
        {
            if (isExpected || HasMore(input))
            {
                await ForgetAsync(input, closed, isStopping);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // Paused, or gone.
        }
    }

    private static bool HasMore(PipeReader input)
    {
        if (!input.TryRead(out var result))
        {
            return false;
        }

        input.AdvanceTo(result.Buffer.End);
        return !result.Buffer.IsEmpty && !result.IsCompleted;
    }

    private static async Task ForgetAsync(PipeReader input, CancellationToken closed, CancellationToken isStopping)
    {
        using var paused = CancellationTokenSource.CreateLinkedTokenSource(closed, isStopping);
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < _longest)
        {
            paused.CancelAfter(_pause);
            var result = await input.ReadAsync(paused.Token);
            input.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted || result.IsCanceled)
            {
                return;
            }
        }
    }
}
