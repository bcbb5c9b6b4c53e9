namespace Aspire.Hosting;

public class ProjectResourceOptions
{
    /// <summary>The profile to use; null for the AppHost's own or else the project's first.</summary>
    public string? LaunchProfileName { get; set; }

    public bool ExcludeLaunchProfile { get; set; }
}
