using EchoApp.Web.Storage;

namespace EchoApp.Web.Retention;

/// <summary>How much is kept, of what is not pinned; the configuration section <c>Retention</c>.</summary>
/// <param name="Bins">Of each bin that does not say otherwise; null of a member is without limit.</param>
/// <param name="TotalBytes">Of all bins together, in bytes as <see cref="CapturedRequest.Size"/> counts them; null without limit.</param>
internal sealed record RetentionOptions(BinRetention Bins, long? TotalBytes)
{
    public const string Section = "Retention";

    /// <summary>How much of a bin is kept; null of a member is without limit.</summary>
    public BinRetention Of(BinSettings settings) => new()
    {
        Requests = Limit(settings.Retention?.Requests ?? Bins.Requests),
        Age = (settings.Retention?.Age ?? Bins.Age) is { } age && RetentionAge.Parse(age) is { Ticks: > 0 } ? age : null,
        Bytes = Limit(settings.Retention?.Bytes ?? Bins.Bytes),
    };

    private static long? Limit(long? limit) => limit is 0 ? null : limit;
}
