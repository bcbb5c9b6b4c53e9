namespace EchoApp.Web.Shutdown;

internal static class ShutdownExtensions
{
    /// <summary>SIGTERM and SIGINT stop the host, which waits for running requests, and not for long for anything else.</summary>
    public static WebApplicationBuilder AddShutdown(this WebApplicationBuilder builder)
    {
        var timeout = ShutdownTimeout.Read(builder.Configuration);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = timeout);
        builder.Services.AddHostedService<ExitDeadline>();
        return builder;
    }
}
