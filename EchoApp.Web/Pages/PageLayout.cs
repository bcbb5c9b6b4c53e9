namespace EchoApp.Web.Pages;

internal static class PageLayout
{
    /// <summary>The frame of every page; <paramref name="theme"/> picks the background and its colours in site.css.</summary>
    public static Html Render(string theme, string title, string description, Html main) => Html.Of($"""
        <!doctype html>
        <html lang="en" class="{theme}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light">
        <title>{title}</title>
        <meta name="description" content="{description}">
        <link rel="icon" href="{EmbeddedAsset.Icon.Path}" type="image/svg+xml">
        <link rel="stylesheet" href="{EmbeddedAsset.Tokens.Path}">
        <link rel="stylesheet" href="{EmbeddedAsset.Style.Path}">
        <script type="module" src="{EmbeddedAsset.CopyButtons.Path}"></script>
        </head>
        <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="bar">
        <a class="mark" href="/"><svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><circle cx="5" cy="12" r="3"/><path d="M11 6.5a7.8 7.8 0 0 1 0 11"/><path d="M15.5 3a12.7 12.7 0 0 1 0 18"/></svg>EchoApp</a>
        <nav aria-label="Pages">{NavLink("/", "Home", theme == "home")}{NavLink("/next", "Publish", theme == "next")}</nav>
        </header>
        <main id="main">
        {main}
        </main>
        {PageFooter.Render(ProductVersion.Short, ProductVersion.Revision, ProductVersion.SourceUrl)}
        </body>
        </html>

        """);

    private static Html NavLink(string path, string text, bool isCurrent) => isCurrent
        ? Html.Of($"""<a href="{path}" aria-current="page">{text}</a>""")
        : Html.Of($"""<a href="{path}">{text}</a>""");
}
