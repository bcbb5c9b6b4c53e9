using EchoApp.Web.Pages;

namespace EchoApp.Web.Access;

internal static class LoginPage
{
    /// <param name="trouble">What went wrong before, in a sentence; null for nothing.</param>
    public static Html Form(string? trouble) => Render("Log in", "Reading what was captured takes the access token.", Html.Of($"""
        <form class="form" method="post" action="/login">
        {(trouble is null ? Html.Empty : Html.Of($"""<p class="trouble" role="alert">{trouble}</p>"""))}
        <input name="user" autocomplete="username" value="EchoApp" hidden>
        <label for="token">Access token</label>
        <input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
        <button>Log in</button>
        <p class="note">It is what <code>Access__Token</code> says, the parameter <code>access-token</code> in Aspire's dashboard, or in the file that the log names. Where the service runs, this prints a link that logs a browser in:</p>
        {CommandBlock.Render("EchoApp.Web login-link")}
        </form>
        """));

    public static Html LoggedIn() => Render("You are logged in", "This browser may read and change the bins, for 30 days.", Html.Of($"""
        <div class="form">
        <ul class="routes">
        <li><a href="/api/bins"><code>/api/bins</code></a><span>The bins</span></li>
        </ul>
        <form class="form" method="post" action="/logout">
        <button>Log out</button>
        <button name="everywhere" value="1">Log out all browsers</button>
        </form>
        </div>
        """));

    public static Html Needless() => Render("Nobody has to log in", "Access__Anonymous=true: whoever reaches this port may read and change the bins.", Html.Of($"""
        <ul class="routes">
        <li><a href="/api/bins"><code>/api/bins</code></a><span>The bins</span></li>
        </ul>
        """));

    /// <summary>Shown for a moment.</summary>
    public static Html Passing() => Render("Logging in", "One moment.", Html.Of($"""<p class="note"><a href="/login">Go on</a></p>"""));

    private static Html Render(string title, string lead, Html content) => PageLayout.Render("login", $"{title}: EchoApp", lead, Html.Of($"""
        <section class="hero">
        <div>
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
        </div>
        {content}
        </section>
        """));
}
