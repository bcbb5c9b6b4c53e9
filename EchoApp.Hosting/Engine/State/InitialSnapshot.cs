using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Engine.State;

/// <summary>How a resource looks before anything happened to it.</summary>
internal static class InitialSnapshot
{
    public static CustomResourceSnapshot Of(IResource resource) =>
        resource.TryGetLastAnnotation<ResourceSnapshotAnnotation>(out var declared) ? declared.InitialSnapshot : new CustomResourceSnapshot
        {
            ResourceType = resource switch
            {
                ProjectResource => "Project",
                ExecutableResource => "Executable",
                ContainerResource => "Container",
                ParameterResource => "Parameter",
                IResourceWithConnectionString => "ConnectionString",
                _ => resource.GetType().Name,
            },
            Properties = Source(resource) is { } source ? [new ResourcePropertySnapshot(CustomResourceKnownProperties.Source, source)] : [],
            Relationships =
            [
                .. resource.Annotations.OfType<ResourceRelationshipAnnotation>()
                    .Select(relationship => new RelationshipSnapshot(relationship.Resource.Name, relationship.Type)).Distinct(),
            ],
            Volumes =
            [
                .. resource.Annotations.OfType<ContainerMountAnnotation>().Select(mount => new VolumeSnapshot(
                    mount.Source, mount.Target, mount.Type == ContainerMountType.Volume ? "volume" : "bind", mount.IsReadOnly)),
            ],
            State = KnownResourceStates.NotStarted,
        };

    private static string? Source(IResource resource) => resource switch
    {
        ProjectResource project => project.GetProjectMetadata().ProjectPath,
        ExecutableResource executable => executable.Command,
        ContainerResource container when container.TryGetLastAnnotation<ContainerImageAnnotation>(out var image) => image.Reference,
        _ => null,
    };
}
