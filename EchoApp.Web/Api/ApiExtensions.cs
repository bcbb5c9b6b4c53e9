namespace EchoApp.Web.Api;

internal static class ApiExtensions
{
    public static IServiceCollection AddApi(this IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));

    /// <summary>Behind routing, which finds the endpoint.</summary>
    public static IApplicationBuilder UseApi(this IApplicationBuilder app)
    {
        var services = app.ApplicationServices;
        return app.Use(next => ActivatorUtilities.CreateInstance<ApiMiddleware>(services, next).InvokeAsync);
    }
}
