namespace EchoApp.Web.Shutdown;

internal static class ShutdownExtensions
{
    private const string ParentPipeKey = "ECHOAPP_PARENT_PIPE";

    /// <summary>SIGTERM and SIGINT stop the host, which waits for running requests; so does the end of the parent's pipe.</summary>
    public static WebApplicationBuilder AddShutdown(this WebApplicationBuilder builder)
    {
        var timeout = ShutdownTimeout.Read(builder.Configuration);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = timeout);
        if (builder.Configuration[ParentPipeKey] == "1")
        {
            builder.Services.AddHostedService<ParentPipe>();
        }

        return builder;
    }
}
