namespace EchoApp.Hosting.Engine.Containers;

/// <param name="ExitCode">0 when the command did what it was asked.</param>
/// <param name="Output">What it printed, without white space around it.</param>
/// <param name="Error">What it printed to standard error, likewise.</param>
internal sealed record ContainerCliResult(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The engine's own words, without the prefix that says whose they are.</summary>
    public string Reason => (Error.Length > 0 ? Error : Output)
        .Replace("Error response from daemon: ", "", StringComparison.Ordinal).Replace("Error: ", "", StringComparison.Ordinal);
}
