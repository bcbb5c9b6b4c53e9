using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Service;

internal static class CarriedServiceExtensions
{
    /// <summary>Runs the copy of the service that the package has, with the runtime that runs the AppHost; unless it is a container.</summary>
    public static IResourceBuilder<EchoResource> WithCarriedService(this IResourceBuilder<EchoResource> builder)
    {
        var application = builder.ApplicationBuilder;
        var echo = builder.Resource;
        if (application.ExecutionContext.IsRunMode)
        {
            // Before anything is started, and not in AddEcho: it may become a container yet.
            application.Eventing.Subscribe<BeforeStartEvent>((_, _) =>
            {
                if (!echo.IsContainer())
                {
                    _ = CarriedService.Find(application.AppHostAssembly, echo.Name);
                    builder.WithCommand(DotnetHost.Find(echo.Name));
                }

                return Task.CompletedTask;
            });
        }

        // The code is compiled just in time, and its start takes a tenth less without the guard of pages that are written and run (W^X).
        builder.WithEnvironment(context =>
        {
            if (!echo.IsContainer())
            {
                context.EnvironmentVariables["DOTNET_EnableWriteXorExecute"] = "0";
            }
        });

        return builder.WithArgs(context =>
        {
            if (!echo.IsContainer())
            {
                // A machine may have nothing but a newer runtime than the service was made for.
                foreach (var argument in (string[])["exec", "--roll-forward", "Major", CarriedService.Find(application.AppHostAssembly, echo.Name)])
                {
                    context.Args.Add(argument);
                }
            }
        });
    }
}
