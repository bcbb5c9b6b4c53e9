namespace EchoApp.Web.Pages;

internal static class PageFooter
{
    /// <param name="version">Of the service.</param>
    /// <param name="revision">The commit it was built from, when the build knew.</param>
    /// <param name="sourceUrl">Where its source is, when whoever built it said so.</param>
    public static Html Render(string version, string? revision, string? sourceUrl) => Html.Of($"""
        <footer>
        <p>EchoApp {version}</p>
        <ul>
        <li><a href="/openapi/v1.json">API reference</a></li>
        <li><a href="/next">How to publish</a></li>
        {Source(revision, sourceUrl)}
        <li><a href="{EmbeddedAsset.Licence.Path}">MIT licence</a></li>
        </ul>
        </footer>
        """);

    private static Html Source(string? revision, string? sourceUrl)
    {
        var commit = revision is null ? "" : $", commit {revision}";
        return IsOnTheWeb(sourceUrl) ? Html.Of($"""<li><a href="{sourceUrl}">Source</a>{commit}</li>""")
            : revision is null ? Html.Empty
            : Html.Of($"<li>Source{commit}</li>");
    }

    private static bool IsOnTheWeb(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http";
}
