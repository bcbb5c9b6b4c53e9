using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins.Recent;

/// <summary>The bin of what was echoed last.</summary>
internal static class RecentBin
{
    /// <summary>How many requests it keeps.</summary>
    public const int Kept = 1000;

    public static BinName Name { get; } = BinName.Parse("recent");
}
