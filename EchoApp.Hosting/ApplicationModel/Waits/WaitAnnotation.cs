namespace Aspire.Hosting.ApplicationModel;

public class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    public IResource Resource { get; } = resource;

    public WaitType WaitType { get; } = waitType;

    /// <summary>What <see cref="WaitType.WaitForCompletion"/> takes for success.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>What to do when the awaited resource has failed; the application's default when null.</summary>
    public WaitBehavior? WaitBehavior { get; set; }
}
