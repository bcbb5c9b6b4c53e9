using Xunit;

namespace EchoApp.Tests.Web.Commands;

/// <summary>A command of EchoApp.Web, run to its end.</summary>
internal static class WebCommand
{
    /// <returns>What it prints. It must not fail.</returns>
    public static Task<string> RunAsync((string, string)[] environment, params string[] arguments) => SucceedAsync(WebProcess.Launch(arguments, environment));

    /// <summary>The same in a line of the shell, in which EchoApp.Web is <c>$web</c>.</summary>
    public static Task<string> RunInShellAsync(string script, params (string, string)[] environment) => SucceedAsync(WebProcess.LaunchInShell(script, environment));

    /// <returns>The one line that says why not.</returns>
    public static async Task<string> RefuseAsync((string, string)[] environment, params string[] arguments)
    {
        await using var web = WebProcess.Launch(arguments, environment);
        Assert.Equal((1, ""), (await web.WaitForExitAsync(), web.Output));
        return Assert.Single(web.Error.TrimEnd('\n').Split('\n'));
    }

    private static async Task<string> SucceedAsync(WebProcess web)
    {
        await using (web)
        {
            var code = await web.WaitForExitAsync();
            Assert.True(code == 0, $"{code}: {web.Error}");
            return web.Output + web.Error;
        }
    }
}
