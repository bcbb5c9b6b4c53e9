namespace EchoApp.Web.Pages;

/// <summary>Everything that pages load, in one folder whose address holds the hash of all of it: scripts find each other there by their names.</summary>
internal static class AssetFolder
{
    /// <summary>Of the seed pages, and those around the login.</summary>
    public static EmbeddedAsset Style { get; } = new("site.css", "tokens.css", "base.css", "shell.css", "document.css", "forms.css", "commands.css", "wire.css");

    public static EmbeddedAsset Icon { get; } = new("favicon.svg");

    public static EmbeddedAsset Copy { get; } = new("copy.js");

    /// <summary>htmx with its extension, in one file: it begins as soon as it is there, and nothing that is registered after that has a part in it.</summary>
    public static EmbeddedAsset Htmx { get; } = new("htmx.js", "exchanges.js", "htmx.min.js", "hx-sse.min.js");

    public static EmbeddedAsset InspectorStyle { get; } = new("inspector.css", "tokens.css", "base.css", "shell.css", "forms.css", "commands.css", "inspector-frame.css", "inspector-bins.css", "inspector-requests.css", "inspector-search.css", "inspector-detail.css", "inspector-detail-headers.css", "inspector-detail-body.css", "inspector-compare.css", "inspector-settings.css");

    public static EmbeddedAsset Inspector { get; } = new("inspector.js");

    /// <summary>What <see cref="Inspector"/> is made of.</summary>
    public static IReadOnlyList<EmbeddedAsset> InspectorParts { get; } = [new("notice.js"), new("title.js"), new("markup.js"), new("streams.js"), new("times.js"), new("cursors.js"), new("rows.js"), new("arrivals.js"), new("requests.js"), new("detail.js"), new("actions.js"), new("keys.js"), new("completion.js")];

    public static EmbeddedAsset Licence { get; } = new("license.txt");

    public static IReadOnlyList<EmbeddedAsset> All { get; } = [Style, Icon, Copy, Htmx, InspectorStyle, Inspector, .. InspectorParts, Licence];

    public static string Hash { get; } = FindHash();

    /// <summary>The path of one of them.</summary>
    public static string PathOf(EmbeddedAsset asset) => $"/assets/{Hash}/{asset.Name}";

    private static string FindHash()
    {
        var hash = new ContentHash();
        foreach (var asset in All)
        {
            hash.Add(asset.Content);
        }

        return hash.ToString();
    }
}
