namespace EchoApp.Web.Telemetry;

internal static class TraceUrlExtensions
{
    /// <summary>Adds the address of traces, for who shows requests.</summary>
    /// <exception cref="StartupException">It makes no sense.</exception>
    public static WebApplicationBuilder AddTraceUrl(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TraceUrlReader.Read(builder.Configuration));
        return builder;
    }
}
