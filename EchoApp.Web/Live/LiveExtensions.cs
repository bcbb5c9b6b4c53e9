namespace EchoApp.Web.Live;

internal static class LiveExtensions
{
    public static IServiceCollection AddLive(this IServiceCollection services) =>
        services.AddSingleton<LiveEvents>().AddSingleton<ChangeFeed>().AddSingleton<LiveServices>().AddHostedService<LiveMetrics>();

    public static IEndpointRouteBuilder MapLive(this IEndpointRouteBuilder endpoints)
    {
        ActivatorUtilities.CreateInstance<LiveApi>(endpoints.ServiceProvider).Map(endpoints);
        return endpoints;
    }
}
