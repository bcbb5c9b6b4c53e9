using EchoApp.Web.Memory;
using EchoApp.Web.Wire;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace EchoApp.Web.Echo;

public static class EchoServiceCollectionExtensions
{
    public static IServiceCollection AddEcho(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddTransient<IConfigureOptions<EchoOptions>, EchoOptionsBinder>();
        services.AddOptions<EchoOptions>().ValidateOnStart();
        services.AddWire();
        services.AddRequestMemory();
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

            // The target's authority is what counts (RFC 9112 section 3.2.2); that Host is another is shown, not refused.
            kestrel.AllowHostHeaderOverride = true;
        });

        // With an encoding of ours Content-Length would be read as text, by a parser that takes more than digits.
        services.Configure<KestrelServerOptions>(kestrel => kestrel.RequestHeaderEncodingSelector =
            name => name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase) ? null! : FieldEncoding.Instance);
        return services;
    }

    /// <summary>Takes a path away from the echo for a feature, unless <c>Echo:Prefixes:{name}</c> is false.</summary>
    internal static IServiceCollection AddReservedPrefix(this IServiceCollection services, string name, string path) =>
        services.AddSingleton(new ReservedPrefix(name, path));
}
