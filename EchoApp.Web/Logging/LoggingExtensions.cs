namespace EchoApp.Web.Logging;

internal static class LoggingExtensions
{
    /// <summary>
    /// What applies where the environment says nothing else. Hosting's diagnostics would give every request an activity and a
    /// logging scope that nobody reads; with a telemetry collector the spans come from its listener all the same.
    /// </summary>
    private static readonly KeyValuePair<string, string?>[] _defaults =
    [
        new("Logging:LogLevel:Default", "Information"),
        new("Logging:LogLevel:Microsoft", "Warning"),
        new("Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics", "None"),
    ];

    /// <summary>Settings come from environment variables alone, over these defaults.</summary>
    public static WebApplicationBuilder AddEnvironment(this WebApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(_defaults).AddEnvironmentVariables();
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole();
        return builder;
    }
}
