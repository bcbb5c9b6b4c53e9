using EchoApp.Web.Bins;
using EchoApp.Web.Requests;

namespace EchoApp.Web.Inspector.Requests;

/// <summary>A page of what a bin has.</summary>
/// <param name="Bin">The bin.</param>
/// <param name="Query">What is asked for; empty for everything.</param>
/// <param name="Fault">Why that is no query; null where it is one.</param>
/// <param name="IsFirst">Whether the newest are on it.</param>
/// <param name="Page">What has been found.</param>
/// <param name="Note">What has just been done, in a sentence; null for nothing.</param>
/// <param name="Undo">The path to POST to to bring back what has just been deleted; null for nothing.</param>
internal sealed record RequestListModel(BinView Bin, string Query, string? Fault, bool IsFirst, RequestPage Page, string? Note, string? Undo)
{
    /// <summary>Whether there is nothing in it, nor anything to look for.</summary>
    public bool IsEmpty => IsFirst && Fault is null && Query is "" && Page is { Items: [], Next: null };
}
