namespace EchoApp.Web.Echo;

public static class EchoApplicationBuilderExtensions
{
    /// <summary>
    /// Answers every request of a connection that <see cref="EchoListenOptionsExtensions.UseEchoConnections"/> marked; the others go on.
    /// First in the pipeline: nothing may have changed the request before it is shown.
    /// </summary>
    public static IApplicationBuilder UseEcho(this IApplicationBuilder app)
    {
        var services = app.ApplicationServices;
        return app.Use(next => ActivatorUtilities.CreateInstance<EchoMiddleware>(services, next).InvokeAsync);
    }
}
