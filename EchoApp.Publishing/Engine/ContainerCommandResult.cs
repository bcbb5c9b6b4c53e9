namespace EchoApp.Publishing.Engine;

/// <param name="ExitCode">0 when the command did what it was asked.</param>
/// <param name="Output">What it printed, without white space around it.</param>
/// <param name="Error">What it printed to standard error, likewise.</param>
public sealed record ContainerCommandResult(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The engine's own words, without what says whose they are.</summary>
    public string Reason => (Error.Length > 0 ? Error : Output)
        .Replace("Error response from daemon: ", "", StringComparison.Ordinal).Replace("Error: ", "", StringComparison.Ordinal);
}
