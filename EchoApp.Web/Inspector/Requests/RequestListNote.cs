using System.Globalization;
using EchoApp.Web.Bins;
using EchoApp.Web.Requests;
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
    /// <param name="bin">What they are in.</param>
    /// <param name="count">How many.</param>
    /// <param name="state">What else its address says.</param>
    public static string PathAfterUndoing(string bin, long count, QueryString state) =>
        InspectorPath.Of(bin) + QueryString.Create(Restored, count.ToString(CultureInfo.InvariantCulture)).Add(state).ToUriComponent();

    /// <summary>What is said of requests that were deleted.</summary>
    public static Done OfRemoval(string bin, Removal removal, string query) => OfRemoval(bin, removal.Id, removal.Count, canBeUndone: true, query);

    /// <summary>What is said of requests that were brought back.</summary>
    public static Done OfUndoing(long count) => new($"{CountText.OfRequests(count)} brought back.");

    /// <summary>What is to be said, and undone as long as it can be; null for nothing.</summary>
    public static Done? Read(HttpContext context, DateTimeOffset now)
    {
        var query = context.Request.Query;
        if (query[Sent] is [{ } status])
        {
            return IsNumber(status) ? new($"Sent. It was answered {status}.") : status == Waiting ? new("Sent. The answer takes its time.") : null;
        }

        if (query[Restored] is [{ } restored] && IsNumber(restored))
        {
            return OfUndoing(Number(restored));
        }

        return query[Cleared] is [{ } cleared] && IsNumber(cleared) && query[Undo] is [{ } undo] && Guid.TryParseExact(undo, "D", out var removal)
            ? OfRemoval(BinsApi.NameIn(context), removal, Number(cleared), IsBefore(now, query[Until].ToString()), query[QueryInput.Name].ToString())
            : null;
    }

    /// <param name="now">The time.</param>
    /// <param name="end">Another, in seconds since 1970.</param>
    private static bool IsBefore(DateTimeOffset now, string end) => IsNumber(end) && now.ToUnixTimeSeconds() < long.Parse(end, CultureInfo.InvariantCulture);

    private static bool IsNumber(string text) => text.Length is > 0 and < 16 && text.All(char.IsAsciiDigit);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static Done OfRemoval(string bin, Guid removal, long count, bool canBeUndone, string query) =>
        new($"{CountText.OfRequests(count)} deleted.", count > 0 && canBeUndone ? InspectorPath.Of(bin, $"undo/{removal}") : null, query);
}
