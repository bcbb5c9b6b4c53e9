using EchoApp.Web.Api;

namespace EchoApp.Web.Pages;

internal static class PagesApi
{
    private static readonly string[] _getAndHead = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRoutingCore();
        services.AddSingleton(TimeProvider.System);
        return services.AddSingleton<Instance>();
    }

    public static IApplicationBuilder UsePages(this WebApplication app)
    {
        // Built now: it counts the time since the start.
        _ = app.Services.GetRequiredService<Instance>();
        var logger = app.Services.GetRequiredService<ILogger<PagesMiddleware>>();
        return app.Use(next => new PagesMiddleware(next, logger).InvokeAsync);
    }

    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder endpoints)
    {
        var instance = endpoints.ServiceProvider.GetRequiredService<Instance>();
        var pages = endpoints.MapGroup("").WithTags("Pages");
        pages.Map(_getAndHead, "/", context => Task.FromResult<IResult>(Home(context, instance)))
            .WithSummary("The welcome page, with the request that asked for it").AnswersText("text/html");
        pages.Map(_getAndHead, "/next", _ => Task.FromResult<IResult>(Next())).WithSummary("How to publish the container").AnswersText("text/html");
        foreach (var asset in AssetFolder.All)
        {
            endpoints.MapMethods(AssetFolder.PathOf(asset), _getAndHead, asset.RespondAsync);
        }

        // Where browsers look for an icon when what they show is no page of ours: /health, the OpenAPI document.
        endpoints.MapMethods("/favicon.ico", _getAndHead, AssetFolder.Icon.RespondForADayAsync);
        return endpoints;
    }

    private static HtmlResult Home(HttpContext context, Instance instance) =>
        new Page(PageTheme.Home, "EchoApp: what reaches a service over HTTP", "Point a client, a proxy or a webhook at EchoApp, and read back exactly what arrived.", new Pages_Home { Model = HomeModel.Of(context, instance) }).ToResult();

    private static HtmlResult Next() =>
        new Page(PageTheme.Next, "EchoApp: publish the container", "How EchoApp goes from source to a container image, a registry and a deployment, command by command.", new Pages_Next { Model = NextModel.Current }).ToResult();
}
