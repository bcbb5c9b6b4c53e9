using System.Globalization;

namespace EchoApp.Hosting.Dashboard.Streaming;

/// <summary>Up to where a reader of the stream has been told everything. As the id of an event it comes back when the reader connects again.</summary>
/// <param name="Resources">Of the resource feed.</param>
/// <param name="Usage">Of the usage history.</param>
/// <param name="Console">Of the console store.</param>
internal sealed record StreamCursor(long Resources, long Usage, long Console)
{
    private const int Parts = 4;

    /// <summary>The cursor of an event of this run; null of any other.</summary>
    public static StreamCursor? Parse(string run, string? id) =>
        id?.Split('.') is { Length: Parts } parts && parts[0] == run
            && Number(parts[1]) is { } resources && Number(parts[2]) is { } usage && Number(parts[3]) is { } console
            ? new StreamCursor(resources, usage, console) : null;

    public string Id(string run) => string.Create(CultureInfo.InvariantCulture, $"{run}.{Resources}.{Usage}.{Console}");

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
