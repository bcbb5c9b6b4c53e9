using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Publishing;

internal static class ServiceDecoration
{
    /// <summary>Puts an implementation before the one that is registered.</summary>
    /// <returns>False where that is no class of its own, and stays alone.</returns>
    public static bool TryDecorate<T>(this IServiceCollection services, Func<IServiceProvider, T, T> decorate)
        where T : class
    {
        if (services.LastOrDefault(service => service.ServiceType == typeof(T))?.ImplementationType is not { } registered)
        {
            return false;
        }

        services.AddSingleton(provider => decorate(provider, (T)ActivatorUtilities.CreateInstance(provider, registered)));
        return true;
    }
}
