using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EchoApp.Web.Memory;

/// <summary>Tells how much requests hold. Holding all that they may is no illness: it ends with them.</summary>
internal sealed class MemoryHealthCheck(MemoryBudget budget) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var shortages = budget.Shortages;
        return Task.FromResult(HealthCheckResult.Healthy(
            $"requests hold {budget.Used} of {budget.Limit} bytes, the server's buffers {budget.Buffered}{(shortages == 0 ? "" : $", and were left without {shortages} times")}"));
    }
}
