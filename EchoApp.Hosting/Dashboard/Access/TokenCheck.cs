using Microsoft.Extensions.Hosting;

namespace EchoApp.Hosting.Dashboard.Access;

/// <summary>Takes its time over wrong tokens, so that nobody finds the right one by trying.</summary>
internal sealed class TokenCheck(BrowserToken token, TimeProvider timeProvider, IHostApplicationLifetime lifetime)
{
    /// <summary>How long a wrong token takes.</summary>
    public static readonly TimeSpan Penalty = TimeSpan.FromSeconds(1);

    /// <summary>How many wrong ones may be waiting.</summary>
    public const int MaxWaiting = 4;

    private readonly Lock _gate = new();
    private int _waiting;

    public async Task<TokenVerdict> CheckAsync(string given)
    {
        lock (_gate)
        {
            // Before anything is compared: a refusal must not tell that the token was wrong.
            if (_waiting >= MaxWaiting)
            {
                return TokenVerdict.TooMany;
            }

            if (token.IsRight(given))
            {
                return TokenVerdict.Right;
            }

            _waiting++;
        }

        try
        {
            // Whether or not the caller waits for it: else one would ask, not wait, and ask again.
            await Task.Delay(Penalty, timeProvider, lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }

        return TokenVerdict.Wrong;
    }
}
