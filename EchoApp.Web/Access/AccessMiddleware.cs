using EchoApp.Web.Pages;

namespace EchoApp.Web.Access;

/// <summary>Lets through to endpoints that need it only those whom <see cref="AccessRules"/> allow.</summary>
internal sealed class AccessMiddleware(RequestDelegate next, AccessRules rules)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<RequiresAccess>() is { } required && await rules.RefuseAsync(context, required) is { } refusal)
        {
            if (required.IsPage && refusal.Status == StatusCodes.Status401Unauthorized && LoginDetour.Of(context) is { } detour)
            {
                await detour.ExecuteAsync(context);
                return;
            }

            if (refusal.Challenge is { } challenge)
            {
                context.Response.Headers.WWWAuthenticate = challenge;
            }

            await new ProblemResult(refusal.Status, refusal.Detail).ExecuteAsync(context);
            return;
        }

        await next(context);
    }
}
