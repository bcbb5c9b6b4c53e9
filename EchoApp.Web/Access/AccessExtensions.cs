using EchoApp.Web.Storage;

namespace EchoApp.Web.Access;

internal static class AccessExtensions
{
    /// <exception cref="StartupException">The settings make no sense.</exception>
    public static WebApplicationBuilder AddAccess(this WebApplicationBuilder builder)
    {
        var isShared = builder.Configuration.HasSharedStore();
        builder.Services.AddSingleton(provider => AccessSettings.ReadToken(builder.Configuration, provider.GetRequiredService<DataDirectory>(), isShared));
        builder.Services.AddSingleton(AccessSettings.ReadHosts(builder.Configuration)).AddSingleton(TrustedProxies.Read(builder.Configuration));
        builder.Services.AddSingleton<FirstLink>().AddSingleton<Sessions>().AddSingleton<AccessRules>();
        builder.Services.AddHostedService<AccessAnnouncement>();
        return builder;
    }

    /// <summary>Before everything that looks at the scheme, the host or the path of a request.</summary>
    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app) =>
        app.ApplicationServices.GetRequiredService<TrustedProxies>().Headers is { } headers ? app.UseForwardedHeaders(headers).Use(NormalizePrefix) : app;

    public static IApplicationBuilder UseAccess(this IApplicationBuilder app)
    {
        var services = app.ApplicationServices;
        return app.Use(next => ActivatorUtilities.CreateInstance<AccessMiddleware>(services, next).InvokeAsync);
    }

    public static IEndpointRouteBuilder MapLogin(this IEndpointRouteBuilder endpoints)
    {
        ActivatorUtilities.CreateInstance<LoginApi>(endpoints.ServiceProvider).Map(endpoints);
        return endpoints;
    }

    /// <summary>A prefix is a path: one that begins with two slashes is a host where it stands in a link, and a semicolon ends the path of a cookie.</summary>
    private static Task NormalizePrefix(HttpContext context, RequestDelegate next)
    {
        var prefix = (context.Request.PathBase.Value ?? "").TrimEnd('/');
        context.Request.PathBase = prefix.StartsWith("//", StringComparison.Ordinal) || prefix.Any(character => character is ';' or ',' || char.IsControl(character)) ? PathString.Empty : new PathString(prefix);
        return next(context);
    }

    /// <summary>Only who shows the token or is in a session.</summary>
    public static TBuilder RequireAccess<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequiresAccess(Token: true));

    /// <summary>The same of a page: who may not read it yet gets to log in.</summary>
    public static TBuilder RequireLogin<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequiresAccess(Token: true, IsPage: true));

    /// <summary>No page of another origin, and nobody who asks by another name.</summary>
    public static TBuilder RequireOwnOrigin<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequiresAccess(Token: false));
}
