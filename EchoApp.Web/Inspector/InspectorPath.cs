using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector;

/// <summary>Where the inspector's pages are.</summary>
internal static class InspectorPath
{
    /// <summary>The bins.</summary>
    public const string Root = "/inspect";

    /// <summary>The list of bins as it changes. No bin has such a name.</summary>
    public const string Live = $"{Root}/-live";

    public static string Of(BinName bin) => Of(bin.ToString());

    /// <param name="bin">The name of a bin.</param>
    /// <param name="page">One of its pages; empty for the first.</param>
    public static string Of(string bin, string page = "") => page is "" ? $"{Root}/{bin}" : $"{Root}/{bin}/{page}";
}
