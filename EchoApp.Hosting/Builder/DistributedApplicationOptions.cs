namespace Aspire.Hosting;

public sealed class DistributedApplicationOptions
{
    /// <summary>The command line; see <c>--help</c>.</summary>
    public string[]? Args { get; set; }

    /// <summary>The assembly that AppHost.cs was compiled into; the entry assembly if not given.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>The directory that relative paths start from; that of the AppHost's project if not given.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>Whether to run without the dashboard; configuration <c>Dashboard=false</c> does the same.</summary>
    public bool DisableDashboard { get; set; }
}
