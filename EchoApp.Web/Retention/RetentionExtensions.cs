using EchoApp.Web.Storage;

namespace EchoApp.Web.Retention;

internal static class RetentionExtensions
{
    /// <exception cref="StartupException">The settings make no sense.</exception>
    public static WebApplicationBuilder AddRetention(this WebApplicationBuilder builder)
    {
        var options = RetentionOptionsReader.Read(builder.Configuration, StoreLimit.Read(builder.Configuration));
        builder.Services.AddSingleton(options).AddSingleton<RetentionMetrics>().AddHostedService<Sweeper>();
        return builder;
    }
}
