namespace EchoApp.Hosting.Engine.Containers;

/// <param name="ExitCode">0 when the command did what it was asked.</param>
/// <param name="Output">What it printed, without white space around it.</param>
/// <param name="Error">What it printed to standard error, likewise.</param>
internal sealed record ContainerCliResult(int ExitCode, string Output, string Error)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The engine's own words, without what says whose they are and which container they are about.</summary>
    public string Reason => string.Join('\n', (Error.Length > 0 ? Error : Output).Split('\n').Where(line => !line.StartsWith("failed to start containers: ", StringComparison.Ordinal)))
        .Replace("Error response from daemon: ", "", StringComparison.Ordinal).Replace("Error: ", "", StringComparison.Ordinal);
}
