using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Hosting.Remote;

internal static class RemoteServiceCollectionExtensions
{
    /// <summary>What tells other terminals of this AppHost, started once its dashboard listens; and what asks another one.</summary>
    public static IServiceCollection AddRemote(this IServiceCollection services) => services
        .AddSingleton<RuntimeDirectory>().AddSingleton<RunningAppHosts>().AddSingleton<RemoteHost>().AddHostedService<RunningAppHostFile>();
}
