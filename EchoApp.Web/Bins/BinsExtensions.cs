using EchoApp.Web.Bins.Recent;
using EchoApp.Web.Bins.Responses;
using EchoApp.Web.Capture;
using EchoApp.Web.Echo;

namespace EchoApp.Web.Bins;

internal static class BinsExtensions
{
    /// <exception cref="StartupException">The settings make no sense.</exception>
    public static WebApplicationBuilder AddBins(this WebApplicationBuilder builder)
    {
        var hasRecent = CaptureOptionsReader.Read(builder.Configuration).Recent;
        var declared = DeclaredBins.Read(builder.Configuration, hasRecent, TimeProvider.System.GetUtcNow());
        builder.Services.AddReservedPrefix(BinPath.PrefixName, BinPath.Prefix);
        builder.Services.AddSingleton<BinDirectory>().AddSingleton<BinActions>().AddSingleton<BinMetrics>().AddSingleton<BinRefuser>().AddSingleton<BinCapture>().AddSingleton<AnswerPlanner>().AddSingleton<BinAnswerer>();
        builder.Services.AddHostedService(provider => ActivatorUtilities.CreateInstance<BinDeclaration>(provider, declared));
        return hasRecent ? builder.AddRecent() : builder;
    }

    public static IEndpointRouteBuilder MapBins(this IEndpointRouteBuilder endpoints)
    {
        ActivatorUtilities.CreateInstance<BinsApi>(endpoints.ServiceProvider).Map(endpoints);
        return endpoints;
    }

    private static WebApplicationBuilder AddRecent(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RecentRecorder>().AddHostedService<RecentMetrics>();
        builder.Services.AddSingleton<IEchoObserver>(provider => provider.GetRequiredService<RecentRecorder>());
        return builder;
    }

    /// <summary>Behind the echo, which leaves the prefix to it.</summary>
    public static IApplicationBuilder UseBins(this IApplicationBuilder app)
    {
        var services = app.ApplicationServices;
        return app.Use(next => ActivatorUtilities.CreateInstance<BinMiddleware>(services, next).InvokeAsync);
    }
}
