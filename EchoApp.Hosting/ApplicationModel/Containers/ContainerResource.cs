namespace Aspire.Hosting.ApplicationModel;

/// <summary>A container; its image, mounts and the like are annotations.</summary>
public class ContainerResource(string name, string? entrypoint = null) : Resource(name),
    IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IComputeResource
{
    /// <summary>What is run in place of the image's own entry point.</summary>
    public string? Entrypoint { get; set; } = entrypoint;
}
