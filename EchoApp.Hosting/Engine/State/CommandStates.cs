using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Engine.State;

/// <summary>Which commands can be given to a resource as it is now.</summary>
internal static class CommandStates
{
    public static ImmutableArray<ResourceCommandSnapshot> Of(IResource resource, CustomResourceSnapshot snapshot, IServiceProvider services)
    {
        var context = new UpdateCommandStateContext { ResourceSnapshot = snapshot, ServiceProvider = services };
        return
        [
            .. resource.Annotations.OfType<ResourceCommandAnnotation>().Select(command => new ResourceCommandSnapshot(
                command.Name,
                State(command, context),
                command.DisplayName,
                command.DisplayDescription,
                command.Parameter,
                command.ConfirmationMessage,
                command.IconName,
                command.IconVariant,
                command.IsHighlighted)),
        ];
    }

    // Somebody else's code; what is wrong with it is said to whoever gives the command.
    private static ResourceCommandState State(ResourceCommandAnnotation command, UpdateCommandStateContext context)
    {
        try
        {
            return command.UpdateState(context);
        }
        catch (Exception)
        {
            return ResourceCommandState.Disabled;
        }
    }
}
