namespace EchoApp.Web.Pages;

internal static class CommandBlock
{
    /// <summary>Commands to copy, one a line; on a narrow screen they wrap.</summary>
    public static Html Render(params string[] commands) => Html.Of(
        $"""<pre class="shell" tabindex="0"><code>{Html.Join(commands.Select(Line))}</code></pre>""");

    private static Html Line(string command) => Html.Of($"<span class=\"cmd\">{command}</span>\n");
}
