using System.Globalization;
using EchoApp.Web.Bins;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector.Requests;

/// <summary>What has just been done, as the address of the page after it tells: nothing of it is taken for text.</summary>
internal static class RequestListNote
{
    private const string Sent = "sent";
    private const string Waiting = "waiting";
    private const string Cleared = "cleared";
    private const string Restored = "restored";
    private const string Undo = "undo";
    private const string Until = "until";

    /// <summary>A request was sent to the bin.</summary>
    /// <param name="bin">Its name.</param>
    /// <param name="status">What it answered; null where it has not yet.</param>
    public static string PathAfterSending(string bin, int? status) => $"{InspectorPath.Of(bin)}?{Sent}={status?.ToString(CultureInfo.InvariantCulture) ?? Waiting}";

    /// <summary>Requests were deleted, and can be brought back.</summary>
    /// <param name="path">Of the page that says so.</param>
    /// <param name="removal">What was deleted.</param>
    /// <param name="state">What else its address says.</param>
    public static string PathAfterRemoval(string path, Removal removal, QueryString state = default) =>
        path + QueryString.Create(Cleared, removal.Count.ToString(CultureInfo.InvariantCulture)).Add(Undo, removal.Id.ToString()).Add(Until, removal.EndsAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)).Add(state).ToUriComponent();

    /// <summary>Requests were brought back.</summary>
    public static string PathAfterUndoing(string bin, long count) => string.Create(CultureInfo.InvariantCulture, $"{InspectorPath.Of(bin)}?{Restored}={count}");

    /// <summary>What is to be said, and the path to POST to to undo it, as long as it can be.</summary>
    public static (string? Note, string? Undo) Read(HttpContext context, DateTimeOffset now)
    {
        var query = context.Request.Query;
        if (query[Sent] is [{ } status])
        {
            return (IsNumber(status) ? $"Sent. It was answered {status}." : status == Waiting ? "Sent. The answer takes its time." : null, null);
        }

        if (query[Restored] is [{ } restored] && IsNumber(restored))
        {
            return ($"{Requests(restored)} brought back.", null);
        }

        return query[Cleared] is [{ } cleared] && IsNumber(cleared) && query[Undo] is [{ } undo] && Guid.TryParseExact(undo, "D", out var removal)
            ? ($"{Requests(cleared)} deleted.", cleared is "0" || !IsBefore(now, query[Until].ToString()) ? null : InspectorPath.Of(BinsApi.NameIn(context), $"undo/{removal}"))
            : (null, null);
    }

    /// <param name="now">The time.</param>
    /// <param name="end">Another, in seconds since 1970.</param>
    private static bool IsBefore(DateTimeOffset now, string end) => IsNumber(end) && now.ToUnixTimeSeconds() < long.Parse(end, CultureInfo.InvariantCulture);

    private static bool IsNumber(string text) => text.Length is > 0 and < 16 && text.All(char.IsAsciiDigit);

    private static string Requests(string count) => CountText.OfRequests(long.Parse(count, CultureInfo.InvariantCulture));
}
