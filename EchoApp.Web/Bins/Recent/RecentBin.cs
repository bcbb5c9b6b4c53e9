using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins.Recent;

/// <summary>The bin of what was echoed last.</summary>
internal static class RecentBin
{
    /// <summary>How many requests it keeps, unless it is told otherwise.</summary>
    private const int Kept = 1000;

    public static BinName Name { get; } = BinName.Parse("recent");

    public static BinSettings Complete(BinSettings settings) =>
        settings.Retention is { Requests: not null } ? settings : settings with { Retention = (settings.Retention ?? new BinRetention()) with { Requests = Kept } };
}
