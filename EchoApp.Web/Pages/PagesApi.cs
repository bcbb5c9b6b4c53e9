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
        return app.Use(next => new PagesMiddleware(next, logger).InvokeAsync).UseRouting();
    }

    public static IEndpointRouteBuilder MapPages(this IEndpointRouteBuilder endpoints)
    {
        var pages = endpoints.MapGroup("").WithTags("Pages");
        pages.MapMethods("/", _getAndHead, Home).WithSummary("The welcome page, with the request that asked for it").ProducesPage();
        pages.MapMethods("/next", _getAndHead, Next).WithSummary("How to publish the container").ProducesPage();
        foreach (var asset in EmbeddedAsset.All)
        {
            pages.MapMethods(asset.Path, _getAndHead, asset.Respond).ExcludeFromDescription();
        }

        // Where browsers look for an icon when what they show is no page of ours: /health, the OpenAPI document.
        pages.MapMethods("/favicon.ico", _getAndHead, EmbeddedAsset.Icon.RespondForADay).ExcludeFromDescription();
        return endpoints;
    }

    private static HtmlResult Home(HttpContext context, Instance instance) => new(HomePage.Render(context, instance));

    private static HtmlResult Next() => new(NextPage.Render());

    private static RouteHandlerBuilder ProducesPage(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces<string>(StatusCodes.Status200OK, "text/html");
}
