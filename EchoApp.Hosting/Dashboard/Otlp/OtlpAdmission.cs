using System.Threading.RateLimiting;

namespace EchoApp.Hosting.Dashboard.Otlp;

/// <summary>How many requests are in memory at the same time, so that a flood of them waits outside of it.</summary>
internal sealed class OtlpAdmission(OtlpLimits limits) : IDisposable
{
    private readonly ConcurrencyLimiter _requests = Limiter(limits.MaxConcurrentRequests, limits.MaxWaitingRequests);

    // Whoever waits here was let in above.
    private readonly ConcurrencyLimiter _large = Limiter(1, limits.MaxConcurrentRequests);

    /// <exception cref="OtlpException">Too many wait already.</exception>
    public ValueTask<RateLimitLease> EnterAsync(CancellationToken cancellationToken) => EnterAsync(_requests, cancellationToken);

    /// <summary>For a message that turns out to be large: one at a time.</summary>
    public ValueTask<RateLimitLease> EnterLargeAsync(CancellationToken cancellationToken) => EnterAsync(_large, cancellationToken);

    public void Dispose()
    {
        _requests.Dispose();
        _large.Dispose();
    }

    private static async ValueTask<RateLimitLease> EnterAsync(ConcurrencyLimiter limiter, CancellationToken cancellationToken)
    {
        var lease = await limiter.AcquireAsync(permitCount: 1, cancellationToken);
        if (lease.IsAcquired)
        {
            return lease;
        }

        lease.Dispose();
        throw OtlpException.Busy();
    }

    private static ConcurrencyLimiter Limiter(int permits, int queue) =>
        new(new ConcurrencyLimiterOptions { PermitLimit = permits, QueueLimit = queue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
}
