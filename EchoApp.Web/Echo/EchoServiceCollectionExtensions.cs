using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
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
        services.AddSingleton<ReservedPrefixes>();
        services.AddSingleton<ServerIdentity>();
        services.AddSingleton<EchoLog>();

        // Without it the runtime's decoders take data that ends too early for whole. They look at it once, when first used.
        AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

        // Room for what Kestrel's usual limits would refuse unseen.
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.Limits.MaxRequestLineSize = 16 * 1024;
            kestrel.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 1000;
        });

        // Kestrel refuses header values that are not UTF-8. Latin-1 takes every byte, and HeaderText finds the UTF-8 in it again.
        services.Configure<KestrelServerOptions>(kestrel => kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1);
        return services;
    }

    /// <summary>Takes a path away from the echo for a feature, unless <c>Echo:Prefixes:{name}</c> is false.</summary>
    internal static IServiceCollection AddReservedPrefix(this IServiceCollection services, string name, string path) =>
        services.AddSingleton(new ReservedPrefix(name, path));
}
