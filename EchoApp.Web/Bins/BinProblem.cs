using EchoApp.Web.Echo;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins;

/// <summary>Why a request to a bin was not captured.</summary>
internal static class BinProblem
{
    public static Task Unknown(HttpContext context, string name, bool isRead = false)
    {
        var detail = BinName.TryParse(name, out var bin)
            ? $"There is no bin {bin}. Create it on the pages' port: POST /api/bins with {{\"name\": \"{bin}\"}} and Authorization: Bearer TOKEN{(name.Contains("__", StringComparison.Ordinal) ? "" : $"; or declare it: Bins__{bin}__Raw=false in the environment")}."
            : $"A bin's name has {BinName.Rule}. A new one is created on the pages' port: POST /api/bins with Authorization: Bearer TOKEN.";
        return EchoProblem.Refuse(context, isRead, StatusCodes.Status404NotFound, detail);
    }

    public static Task TooMany(HttpContext context, BinName bin)
    {
        context.Response.Headers.RetryAfter = "1";
        return EchoProblem.Refuse(context, isRead: false, StatusCodes.Status429TooManyRequests, $"Not stored, and to be sent again. The bin {bin} takes no more in this second: Capture__MaxRequestsPerSecond.");
    }

    public static Task NotStored(HttpContext context, StoreUnavailableException exception, bool isRead)
    {
        context.Response.Headers.RetryAfter = StoreNote.RetryAfter;
        return EchoProblem.Refuse(context, isRead, StatusCodes.Status503ServiceUnavailable, $"Not stored, and to be sent again. {exception.Message}");
    }
}
