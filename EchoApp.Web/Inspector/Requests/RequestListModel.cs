using EchoApp.Web.Bins;

namespace EchoApp.Web.Inspector.Requests;

/// <summary>What a bin has, as its page begins.</summary>
/// <param name="Bin">The bin.</param>
/// <param name="Query">What is asked for; empty for everything.</param>
/// <param name="Fault">Why that is no query; null where it is one.</param>
/// <param name="IsFirst">Whether the newest are on it.</param>
/// <param name="Rows">What has been found.</param>
/// <param name="After">What arrives after this is not in it yet: a cursor.</param>
/// <param name="Done">What has just been done; null for nothing.</param>
internal sealed record RequestListModel(BinView Bin, string Query, string? Fault, bool IsFirst, RequestRows Rows, string After, Done? Done)
{
    /// <summary>What the page is called while no request is open.</summary>
    public string Title => $"{Bin.Name}: EchoApp";

    /// <summary>Whether there is nothing in it, nor anything to look for.</summary>
    public bool IsEmpty => IsFirst && Fault is null && Query is "" && Rows is { Items: [], Next: null };
}
