using EchoApp.Web.Wire.Refusals;

namespace EchoApp.Web.Wire;

internal static class WireServiceCollectionExtensions
{
    public static IServiceCollection AddWire(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, RefusedJson.Default));
        services.AddSingleton<RefusalLog>();
        services.AddSingleton<RefusalRecorder>();
        return services.AddHostedService(provider => provider.GetRequiredService<RefusalRecorder>());
    }
}
