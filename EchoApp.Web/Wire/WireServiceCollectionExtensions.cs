using EchoApp.Web.Wire.Refusals;

namespace EchoApp.Web.Wire;

internal static class WireServiceCollectionExtensions
{
    public static IServiceCollection AddWire(this IServiceCollection services)
    {
        services.AddSingleton<RefusalLog>();
        services.AddSingleton<RefusalRecorder>();
        return services.AddHostedService(provider => provider.GetRequiredService<RefusalRecorder>());
    }
}
