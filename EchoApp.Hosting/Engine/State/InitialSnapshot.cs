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
            State = KnownResourceStates.NotStarted,
        };

    private static string? Source(IResource resource) => resource switch
    {
        ProjectResource project => project.GetProjectMetadata().ProjectPath,
        ExecutableResource executable => executable.Command,
        _ => null,
    };
}
