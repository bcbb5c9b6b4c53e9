using EchoApp.Web.Memory;
using EchoApp.Web.Wire;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EchoApp.Web.Echo;

public static class EchoServiceCollectionExtensions
{
    public static IServiceCollection AddEcho(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddTransient<IConfigureOptions<EchoOptions>, EchoOptionsBinder>();
        services.AddOptions<EchoOptions>().ValidateOnStart();
        services.AddWire();
        services.AddRequestMemory(provider => Limits(provider.GetRequiredService<IOptions<EchoOptions>>().Value));
        services.AddTransient<IConfigureOptions<KestrelServerOptions>, ServerLimits>();
        services.AddTransient<IConfigureOptions<SocketTransportOptions>, ServerLimits>();
        services.AddSingleton<ReservedPrefixes>();
        services.AddSingleton<ServerIdentity>();
        services.AddSingleton<EchoLog>();
        services.AddSingleton<EchoAnswerer>();
        services.AddSingleton<BodyIntake>();
        services.TryAddSingleton<IEchoObserver, NoObserver>();

        // Without it the runtime's decoders take data that ends too early for whole. They look at it once, when first used.
        AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);
        return services;
    }

    /// <summary>Takes a path away from the echo for a feature, unless <c>Echo:Prefixes:{name}</c> is false.</summary>
    internal static IServiceCollection AddReservedPrefix(this IServiceCollection services, string name, string path) =>
        services.AddSingleton(new ReservedPrefix(name, path));

    private static MemoryLimits Limits(EchoOptions options) => new(
        options.MemoryBudget ?? Math.Max(MemoryBudget.DefaultLimit, EchoOptions.LeastMemoryBudget),
        Math.Max(options.MaxBodyKept, EchoOptions.LeastKept),
        EchoBuffer.LongestAnswer(options),
        options.MaxConnections ?? ConnectionLimit.Default);
}
