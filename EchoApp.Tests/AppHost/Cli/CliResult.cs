using Xunit;

namespace EchoApp.Tests.AppHost.Cli;

/// <param name="ExitCode">0 when the command did what it was asked.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Error">What it printed to standard error: its progress.</param>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    /// <summary>Fails the test, with everything that was printed, unless the command has succeeded.</summary>
    public CliResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}.\n{Output}\n{Error}");
        return this;
    }

    /// <summary>Fails the test unless the command has failed and says so in one line that holds the text. Long lines are folded by the CLI.</summary>
    public void FailedWith(string text)
    {
        Assert.NotEqual(0, ExitCode);
        Assert.Contains(Unfold(text), Unfold(Output + Error), StringComparison.Ordinal);
    }

    private static string Unfold(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
