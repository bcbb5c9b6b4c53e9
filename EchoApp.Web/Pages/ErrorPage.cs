namespace EchoApp.Web.Pages;

internal static class ErrorPage
{
    public static Html Render(PageError error) => PageLayout.Render("error", $"{error.Title}: EchoApp", $"{error.Status} {error.Title}", Html.Of($"""
        <section class="hero">
        <div>
        <p class="code">{error.Status}</p>
        <h1>{error.Title}</h1>
        <p class="lead">{error.Detail}</p>
        <p class="note"><a href="/">Everything EchoApp has</a></p>
        </div>
        </section>
        """));
}
