namespace EchoApp.Web.Pages;

internal static class CommandBlock
{
    /// <summary>Commands to copy, one a line. What is longer than the screen is wide scrolls: a command broken in two is not the command any more.</summary>
    public static Html Render(params string[] commands) => Html.Of(
        $"""<pre class="shell" role="group" aria-label="Commands" tabindex="0"><code>{Html.Join(commands.Select(Line))}</code></pre>""");

    private static Html Line(string command) => Html.Of($"<span class=\"cmd\">{command}\n</span>");
}
