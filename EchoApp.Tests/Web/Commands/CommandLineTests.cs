using Xunit;

namespace EchoApp.Tests.Web.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Run_AnUnknownWord_EndsWithOneLineAndExitCodeOne()
    {
        await using var web = WebProcess.Launch(["serve\n", "now"]);
        Assert.Equal(1, await web.WaitForExitAsync());
        Assert.StartsWith("\"serve\\u000a now\": unknown command.", web.Error, StringComparison.Ordinal);
        Assert.Equal(1, web.Error.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("backup")]
    [InlineData("backup", "--help")]
    [InlineData("backup", "-h")]
    [InlineData("backup", "a", "b")]
    [InlineData("restore", "")]
    [InlineData("restore", "-x")]
    public async Task Run_WithoutTheFileItTakes_SaysHowItIsGiven(params string[] arguments) => Assert.StartsWith(
        $"{arguments[0]} takes one file: {arguments[0]} FILE, or {arguments[0]} - for standard ", await WebCommand.RefuseAsync([], arguments), StringComparison.Ordinal);

    [Theory]
    [InlineData("--help", "ECHO_PORT")]
    [InlineData("--version", "0.")]
    public async Task Run_AQuestion_AnswersOnStandardOutput(string argument, string expected)
    {
        await using var web = WebProcess.Launch([argument]);
        Assert.Equal(0, await web.WaitForExitAsync());
        Assert.Contains(expected, web.Output, StringComparison.Ordinal);
        Assert.Empty(web.Error);
    }
}
