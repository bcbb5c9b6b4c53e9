namespace EchoApp.Web.Pages;

/// <summary>How a page looks, and what it loads for that.</summary>
/// <param name="Name">The class of its root, which the style sheet goes by.</param>
/// <param name="Style">Its style sheet.</param>
/// <param name="Scripts">Scripts that it runs once it is there, in this order.</param>
/// <param name="Modules">Modules that it runs after them.</param>
internal sealed record PageTheme(string Name, EmbeddedAsset Style, IReadOnlyList<EmbeddedAsset> Scripts, IReadOnlyList<EmbeddedAsset> Modules)
{
    public static PageTheme Home { get; } = Document("home");

    public static PageTheme Next { get; } = Document("next");

    public static PageTheme Login { get; } = Document("login");

    public static PageTheme Error { get; } = Document("error");

    /// <summary>Light and dark, as the reader has it.</summary>
    public static PageTheme Inspector { get; } = new("inspect", AssetFolder.InspectorStyle, [], [AssetFolder.Copy, AssetFolder.Inspector]);

    /// <summary>The same, of pages in which htmx puts parts in the place of others.</summary>
    public static PageTheme InspectorWithParts { get; } = Inspector with { Scripts = [AssetFolder.Htmx] };

    private static PageTheme Document(string name) => new(name, AssetFolder.Style, [], [AssetFolder.Copy]);
}
