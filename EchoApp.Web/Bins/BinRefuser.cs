using EchoApp.Web.Echo;
using EchoApp.Web.Memory;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins;

/// <summary>Answers why a request to a bin is not captured, and counts it.</summary>
internal sealed class BinRefuser(BinMetrics metrics, MemoryBudget budget)
{
    public Task Unknown(HttpContext context, string name, bool isRead = false)
    {
        metrics.CountRefused(BinRefusal.UnknownBin);
        var detail = BinName.TryParse(name, out var bin)
            ? $"There is no bin {bin}. Create it on the pages' port: POST /api/bins with {{\"name\": \"{bin}\"}} and Authorization: Bearer TOKEN{(name.Contains("__", StringComparison.Ordinal) ? "" : $"; or declare it: Bins__{bin}__Raw=false in the environment")}."
            : $"A bin's name has {BinName.Rule}. A new one is created on the pages' port: POST /api/bins with Authorization: Bearer TOKEN.";
        return EchoProblem.Refuse(context, isRead, StatusCodes.Status404NotFound, detail);
    }

    public Task TooMany(HttpContext context, BinName bin)
    {
        metrics.CountRefused(BinRefusal.TooMany);
        context.Response.Headers.RetryAfter = "1";
        return EchoProblem.Refuse(context, isRead: false, StatusCodes.Status429TooManyRequests, $"Not stored, and to be sent again. The bin {bin} takes no more in this second: Capture__MaxRequestsPerSecond.");
    }

    public Task NotStored(HttpContext context, StoreUnavailableException exception, bool isRead)
    {
        metrics.CountRefused(exception.Kind);
        context.Response.Headers.RetryAfter = StoreNote.RetryAfter;
        return EchoProblem.Refuse(context, isRead, StatusCodes.Status503ServiceUnavailable, $"Not stored, and to be sent again. {exception.Message}");
    }

    public Task Short(HttpContext context)
    {
        metrics.CountRefused(BinRefusal.ShortOfMemory);
        return EchoProblem.Short(context, budget.Limit);
    }

    /// <summary>Its body has been answered already; that is counted alone.</summary>
    public void BodyRefused(HttpContext context)
    {
        if (BinRefusal.OfBody(context.Response.StatusCode) is { } reason)
        {
            metrics.CountRefused(reason);
        }
    }
}
