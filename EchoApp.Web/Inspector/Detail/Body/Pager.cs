using System.Globalization;

namespace EchoApp.Web.Inspector.Detail.Body;

/// <summary>Where a page of something long stands in it, and where others are.</summary>
/// <param name="Note">What is shown of how much, in a sentence.</param>
/// <param name="Links">The paths of other pages with what they are called; none where all is shown.</param>
internal sealed record Pager(string Note, IReadOnlyList<(string Label, string Path)> Links)
{
    /// <param name="viewing">What is looked at.</param>
    /// <param name="view">In which view.</param>
    /// <param name="unit">What is counted.</param>
    /// <param name="from">The first that is shown, from 0.</param>
    /// <param name="to">The first after those.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="size">How many a page has.</param>
    public static Pager Of(BodyViewing viewing, string view, string unit, long from, long to, long count, long size)
    {
        List<(string, string)> links = [];
        if (from > 0)
        {
            links.Add(("First", viewing.PathOf(view)));
            links.Add(("Previous", viewing.PathOf(view, Math.Max(0, from - size))));
        }

        if (to < count)
        {
            links.Add(("Next", viewing.PathOf(view, to)));
            links.Add(("Last", viewing.PathOf(view, (count - 1) / size * size)));
        }

        return new(from == 0 && to == count ? "" : string.Create(CultureInfo.InvariantCulture, $"{unit} {CountText.Of(from)} to {CountText.Of(to - 1)} of {CountText.Of(count)}, counted from 0."), links);
    }

    /// <summary>Where a page begins that somebody has asked for.</summary>
    public static long Start(long at, long count) => Math.Clamp(at, 0, Math.Max(0, count - 1));
}
