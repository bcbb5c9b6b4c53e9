using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Web.Access;

namespace EchoApp.Hosting.Commands;

internal static class LoginLinkExtensions
{
    /// <summary>The link to the inspector logs a browser in, a new one with each start; a command gives another.</summary>
    public static IResourceBuilder<EchoResource> WithLoginLink(this IResourceBuilder<EchoResource> builder)
    {
        var echo = builder.Resource;
        return builder
            .WithUrls(async context =>
            {
                foreach (var url in context.Urls.Where(url => url.Endpoint?.Resource.Name == echo.Name))
                {
                    if (url.Endpoint!.EndpointName != EchoResource.PagesEndpointName)
                    {
                        url.DisplayText = "Echo";
                    }
                    else if (context.ExecutionContext.IsRunMode)
                    {
                        url.DisplayText = "Inspector";
                        url.Url = await MakeLinkAsync(echo, url.Url, context.CancellationToken);
                    }
                }
            })
            .WithCommand(
                "login-link",
                "Make a login link",
                async context =>
                {
                    var link = await MakeLinkAsync(echo, echo.PagesEndpoint.Url, context.CancellationToken);
                    return CommandResults.Success("It works once, for 24 hours.", link, CommandResultFormat.Text, displayImmediately: true);
                },
                new CommandOptions { Description = "Makes a link that logs a browser in to the inspector, once.", IconName = "Key" });
    }

    private static async Task<string> MakeLinkAsync(EchoResource echo, string pages, CancellationToken cancellationToken)
    {
        var secret = await echo.TokenParameter.GetValueAsync(cancellationToken) ?? throw new DistributedApplicationException($"The parameter {echo.TokenParameter.Name} has no value.");
        return $"{pages.TrimEnd('/')}{LoginCode.MakeLink(secret, TimeProvider.System.GetUtcNow())}";
    }
}
