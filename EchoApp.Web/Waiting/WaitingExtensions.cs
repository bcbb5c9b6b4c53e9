namespace EchoApp.Web.Waiting;

internal static class WaitingExtensions
{
    public static IServiceCollection AddWaiting(this IServiceCollection services) => services.AddSingleton<NearMissFinder>();

    public static IEndpointRouteBuilder MapWaiting(this IEndpointRouteBuilder endpoints)
    {
        ActivatorUtilities.CreateInstance<AwaitApi>(endpoints.ServiceProvider).Map(endpoints);
        return endpoints;
    }
}
