using EchoApp.Web.Comparison;

namespace EchoApp.Web.Requests;

internal static class RequestsExtensions
{
    public static IServiceCollection AddRequests(this IServiceCollection services) => services.AddSingleton<RequestActions>().AddSingleton<RequestComparer>().AddSingleton<ComparisonReader>();

    public static IEndpointRouteBuilder MapRequests(this IEndpointRouteBuilder endpoints)
    {
        ActivatorUtilities.CreateInstance<SearchApi>(endpoints.ServiceProvider).Map(endpoints);
        ActivatorUtilities.CreateInstance<RequestsApi>(endpoints.ServiceProvider).Map(endpoints);
        ActivatorUtilities.CreateInstance<ComparisonApi>(endpoints.ServiceProvider).Map(endpoints);
        return endpoints;
    }
}
