using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EchoApp.Web.Memory;

/// <summary>Tells how much requests hold. Holding all that they may is no illness: it ends with them.</summary>
internal sealed class MemoryHealthCheck(MemoryBudget budget, ConnectionLimit connections) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var state = $"{budget.Limit} bytes may be held: requests hold {budget.Used}, the server's buffers {budget.Buffered}";
        var shortages = budget.Shortages;
        var rejected = connections.Rejected;
        return Task.FromResult(HealthCheckResult.Healthy(
            state
            + (shortages == 0 ? "" : $"; {shortages} times since the start there were too few")
            + (rejected == 0 ? "" : $"; {rejected} connections were closed as too many")));
    }
}
