using Microsoft.Extensions.DependencyInjection;

namespace EchoApp.Hosting.Dashboard.Otlp;

internal static class OtlpServiceCollectionExtensions
{
    public static IServiceCollection AddOtlpReceiver(this IServiceCollection services) => services;
}
