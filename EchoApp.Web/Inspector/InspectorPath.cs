using EchoApp.Web.Storage;

namespace EchoApp.Web.Inspector;

/// <summary>Where the inspector's pages are.</summary>
internal static class InspectorPath
{
    /// <summary>The bins.</summary>
    public const string Root = "/inspect";

    /// <summary>The list of bins as it changes. No bin has such a name.</summary>
    public const string Live = $"{Root}/-live";

    /// <summary>Of the pages of a bin: more rows of its list, and those that arrive. No request has such an id.</summary>
    public const string Rows = "-rows";

    /// <inheritdoc cref="Rows"/>
    public const string Arrivals = "-live";

    public static string Of(BinName bin) => Of(bin.ToString());

    /// <param name="bin">The name of a bin.</param>
    /// <param name="page">One of its pages; empty for the first.</param>
    public static string Of(string bin, string page = "") => page is "" ? $"{Root}/{bin}" : $"{Root}/{bin}/{page}";

    /// <param name="bin">The name of a bin.</param>
    /// <param name="id">One of its requests.</param>
    public static string Of(string bin, Guid id) => $"{Root}/{bin}/{id}";
}
