using System.Globalization;
using EchoApp.Web.Bins;

namespace EchoApp.Web.Inspector.Requests;

/// <summary>What has just been done, as the address of the page after it tells: nothing of it is taken for text.</summary>
internal static class RequestListNote
{
    private const string Sent = "sent";
    private const string Cleared = "cleared";
    private const string Restored = "restored";
    private const string Undo = "undo";

    /// <summary>A request was sent to the bin.</summary>
    /// <param name="bin">Its name.</param>
    /// <param name="status">What it answered; null where it has not yet.</param>
    public static string PathAfterSending(string bin, int? status) => $"{InspectorPath.Of(bin)}?{Sent}={status?.ToString(CultureInfo.InvariantCulture) ?? "waiting"}";

    /// <summary>Requests were deleted, and can be brought back.</summary>
    public static string PathAfterClearing(string bin, long count, Guid removal) => string.Create(CultureInfo.InvariantCulture, $"{InspectorPath.Of(bin)}?{Cleared}={count}&{Undo}={removal}");

    /// <summary>Requests were brought back.</summary>
    public static string PathAfterUndoing(string bin, long count) => string.Create(CultureInfo.InvariantCulture, $"{InspectorPath.Of(bin)}?{Restored}={count}");

    public static (string? Note, string? Undo) Read(HttpContext context)
    {
        var query = context.Request.Query;
        if (query[Sent] is [{ } status])
        {
            return (IsNumber(status) ? $"Sent. It was answered {status}." : "Sent. The answer takes its time.", null);
        }

        if (query[Restored] is [{ } restored] && IsNumber(restored))
        {
            return ($"{Requests(restored)} brought back.", null);
        }

        return query[Cleared] is [{ } cleared] && IsNumber(cleared) && query[Undo] is [{ } undo] && Guid.TryParseExact(undo, "D", out var removal)
            ? ($"{Requests(cleared)} deleted.", cleared is "0" ? null : InspectorPath.Of(BinsApi.NameIn(context), $"undo/{removal}"))
            : (null, null);
    }

    private static bool IsNumber(string text) => text.Length is > 0 and < 16 && text.All(char.IsAsciiDigit);

    private static string Requests(string count) => CountText.OfRequests(long.Parse(count, CultureInfo.InvariantCulture));
}
