namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that runs somewhere: a project, an executable or a container.</summary>
public interface IComputeResource : IResource;
