using EchoApp.Web.Bins.Recent;
using EchoApp.Web.Pages;
using EchoApp.Web.Retention;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins;

/// <summary>A bin, as the API shows it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Declared">Whether configuration declares it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Url">Where to send requests, this path and everything below it.</param>
/// <param name="Raw">Whether what arrives is kept as it is, secrets included.</param>
/// <param name="Response">What it answers; null for the echo of the request.</param>
/// <param name="Script">What it answers in turn; null for nothing of the kind.</param>
/// <param name="Cors">Origins whose pages may read its answers; null for none.</param>
/// <param name="Dropped">Of the bin <c>recent</c>: requests that were echoed by this process and not kept; null of any other.</param>
/// <param name="CloudEvents">Whether it grants who asks by the handshake of CloudEvents to send events.</param>
/// <param name="Retention">How much of it is kept, as far as that is said of it alone.</param>
/// <param name="Usage">What it holds.</param>
internal sealed record BinView(
    string Name,
    bool Declared,
    DateTime CreatedAt,
    string Url,
    bool Raw,
    BinResponse? Response,
    BinScript? Script,
    string? Cors,
    bool CloudEvents,
    BinRetention? Retention,
    BinUsageView Usage,
    long? Dropped)
{
    public static BinView Of(MeasuredBin measured, HttpContext context, Instance instance, RetentionOptions retention)
    {
        var (bin, usage) = measured;
        var url = instance.EchoUrl.Of(context.Request.Host) + BinPath.Of(bin.Name);
        var settings = bin.Settings;
        return new(
            bin.Name.ToString(),
            bin.IsDeclared,
            bin.CreatedAt.UtcDateTime,
            url,
            settings.Raw,
            settings.Response,
            settings.Script,
            settings.Cors,
            settings.CloudEvents,
            settings.Retention,
            new(usage.Requests, usage.Bytes, usage.Pinned, usage.Swept, usage.Newest?.UtcDateTime, retention.Of(settings)),
            CountDropped(bin, context));
    }

    private static long? CountDropped(Bin bin, HttpContext context) => bin.Name == RecentBin.Name ? context.RequestServices.GetService<RecentRecorder>()?.Dropped : null;
}
