using EchoApp.Web.Storage;

namespace EchoApp.Web.Access;

internal static class AccessExtensions
{
    /// <exception cref="StartupException">The settings make no sense.</exception>
    public static WebApplicationBuilder AddAccess(this WebApplicationBuilder builder)
    {
        var isShared = builder.Configuration.HasSharedStore();
        builder.Services.AddSingleton(provider => AccessSettings.ReadToken(builder.Configuration, provider.GetRequiredService<DataDirectory>(), isShared));
        builder.Services.AddSingleton(AccessSettings.ReadHosts(builder.Configuration));
        builder.Services.AddHostedService<AccessAnnouncement>();
        return builder;
    }

    public static IApplicationBuilder UseAccess(this IApplicationBuilder app)
    {
        var services = app.ApplicationServices;
        return app.Use(next => ActivatorUtilities.CreateInstance<AccessMiddleware>(services, next).InvokeAsync);
    }

    public static TBuilder RequireAccess<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequiresAccess());
}
