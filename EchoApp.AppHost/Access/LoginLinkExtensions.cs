using EchoApp.Web.Access;

namespace EchoApp.AppHost.Access;

/// <summary>How a browser gets to what web keeps: by links that work once.</summary>
internal static class LoginLinkExtensions
{
    /// <summary>Shows a login link at the resource, a new one with each start; and has a command that gives another.</summary>
    /// <param name="web">The web project.</param>
    /// <param name="endpointName">The endpoint of its pages.</param>
    /// <param name="token">The access token, which signs the links.</param>
    public static IResourceBuilder<ProjectResource> WithLoginLink(this IResourceBuilder<ProjectResource> web, string endpointName, ParameterResource token) => web
        .WithUrls(async context =>
        {
            // Its endpoints are not known where nothing is run.
            if (context.ExecutionContext.IsRunMode)
            {
                context.Urls.Add(new ResourceUrlAnnotation { Url = await MakeLinkAsync(web, endpointName, token, context.CancellationToken), DisplayText = "Log in" });
            }
        })
        .WithCommand(
            "login-link",
            "Make a login link",
            async context =>
            {
                var link = await MakeLinkAsync(web, endpointName, token, context.CancellationToken);
                return CommandResults.Success("It works once, for 24 hours.", link, CommandResultFormat.Text, displayImmediately: true);
            },
            new CommandOptions { Description = "Makes a link that logs a browser in to web, once.", IconName = "Key" });

    private static async Task<string> MakeLinkAsync(IResourceBuilder<ProjectResource> web, string endpointName, ParameterResource token, CancellationToken cancellationToken)
    {
        var secret = await token.GetValueAsync(cancellationToken) ?? throw new DistributedApplicationException($"The parameter {token.Name} has no value.");
        return $"{web.GetEndpoint(endpointName).Url}{LoginCode.MakeLink(secret, TimeProvider.System.GetUtcNow())}";
    }
}
