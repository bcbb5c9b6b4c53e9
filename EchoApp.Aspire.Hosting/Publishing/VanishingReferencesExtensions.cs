using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Publishing;

internal static class VanishingReferencesExtensions
{
    /// <summary>
    /// Where nothing of the EchoApp is published, nothing of what is published refers to it: variables and arguments that would have held its addresses or its token are left out, and nobody
    /// waits for it.
    /// </summary>
    public static IResourceBuilder<EchoResource> WithVanishingReferences(this IResourceBuilder<EchoResource> builder)
    {
        var echo = builder.Resource;
        if (builder.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            builder.ApplicationBuilder.Eventing.Subscribe<BeforeStartEvent>((start, _) =>
            {
                if (!echo.IsPublished)
                {
                    // A token that somebody else has declared is theirs.
                    echo.IsHidden = true;
                    var hidden = new HiddenResources([echo, .. echo.Bins, .. start.Model.Resources.Contains(echo.TokenParameter) ? [] : (IResource[])[echo.TokenParameter]]);
                    foreach (var resource in start.Model.Resources.Where(resource => !hidden.Contains(resource)))
                    {
                        TakeOut(hidden, resource);
                    }
                }

                return Task.CompletedTask;
            });
        }

        return builder;
    }

    private static void TakeOut(HiddenResources hidden, IResource resource)
    {
        foreach (var annotation in resource.Annotations.Where(annotation => annotation switch
        {
            WaitAnnotation wait => hidden.Contains(wait.Resource),
            ResourceRelationshipAnnotation relationship => hidden.Contains(relationship.Resource),
            _ => false,
        }).ToList())
        {
            resource.Annotations.Remove(annotation);
        }

        // Behind all others, so that they see what those have set.
        resource.Annotations.Add(new EnvironmentCallbackAnnotation(context =>
        {
            foreach (var name in context.EnvironmentVariables.Where(variable => hidden.AreReachedBy(variable.Value)).Select(variable => variable.Key).ToList())
            {
                context.EnvironmentVariables.Remove(name);
            }
        }));
        resource.Annotations.Add(new CommandLineArgsCallbackAnnotation(arguments => TakeOut(hidden, arguments)));
    }

    private static void TakeOut(HiddenResources hidden, IList<object> arguments)
    {
        for (var i = arguments.Count - 1; i >= 0; i--)
        {
            if (!hidden.AreReachedBy(arguments[i]))
            {
                continue;
            }

            // The name of an option would otherwise take the next argument for its value.
            arguments.RemoveAt(i);
            if (i > 0 && arguments[i - 1] is string option && option.StartsWith('-') && !option.Contains('='))
            {
                arguments.RemoveAt(--i);
            }
        }
    }
}
