namespace Aspire.Hosting;

/// <summary>One profile of Properties/launchSettings.json: those of its members that a host can act on.</summary>
public sealed class LaunchProfile
{
    /// <summary><c>Project</c> for those that a host can start.</summary>
    public string? CommandName { get; set; }

    public string? CommandLineArgs { get; set; }

    /// <summary>URLs separated by semicolons; each becomes an endpoint.</summary>
    public string? ApplicationUrl { get; set; }

    /// <summary>Absolute, or relative to the endpoint's URL; what its link shows.</summary>
    public string? LaunchUrl { get; set; }

    public Dictionary<string, string> EnvironmentVariables { get; set; } = [];
}
