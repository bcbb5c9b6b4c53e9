using System.Globalization;
using EchoApp.Web.Access;
using EchoApp.Web.Echo;
using Microsoft.Extensions.Logging.Console;

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
        new($"Logging:LogLevel:{HostingDiagnostics}", "None"),

        // What keeps the host from starting is told once, by Program.
        new("Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host", "None"),
    ];

    private const string ConsoleKey = "Logging:Console";
    private const string HostingDiagnostics = "Microsoft.AspNetCore.Hosting.Diagnostics";

    /// <summary>
    /// What they log has requests as they came, with secrets, and with characters that are commands to a terminal: whoever wants all there is gets
    /// them only by their names.
    /// </summary>
    private static readonly string[] _verbatim =
        [HostingDiagnostics, "Microsoft.AspNetCore.Server.Kestrel.BadRequests", "Microsoft.AspNetCore.Routing.Matching.DfaMatcher"];

    private static readonly string[] _providers = ["Console", "OpenTelemetry"];
    private static readonly string[] _formatters = [ConsoleFormatterNames.Simple, ConsoleFormatterNames.Json, ConsoleFormatterNames.Systemd];

    /// <summary>Settings come from environment variables alone, over these defaults.</summary>
    public static WebApplicationBuilder AddEnvironment(this WebApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(_defaults).AddEnvironmentVariables();
        RefuseUnknown(builder.Configuration);

        // A line for each request is for the collector, not for the terminal. Not by configuration: a host that sets LOGGING__CONSOLE__… changes
        // the case of the provider's name there, and rules look at it.
        builder.Logging.AddFilter<ConsoleLoggerProvider>(typeof(EchoLog).FullName, LogLevel.Warning).LeaveOutVerbatim().AddConsoleLogger(builder.Configuration);
        return builder;
    }

    /// <summary>Builds, and with it the console logger, which binds its settings then.</summary>
    /// <exception cref="StartupException">A setting of the console logger makes no sense.</exception>
    public static WebApplication BuildWithLogging(this WebApplicationBuilder builder)
    {
        try
        {
            return builder.Build();
        }
        catch (Exception) when (FindFault(builder.Configuration) is { } fault)
        {
            throw new StartupException($"Logging__Console__…: {LogText.Escape(fault)}");
        }
    }

    /// <summary>What keeps the console logger from being built alone; null where it does not, so that something else has failed.</summary>
    private static string? FindFault(ConfigurationManager configuration)
    {
        try
        {
            using var services = new ServiceCollection().AddLogging(logging => logging.AddConsoleLogger(configuration)).BuildServiceProvider();
            _ = services.GetRequiredService<ILoggerFactory>();
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            return e.Message;
        }
    }

    /// <summary>For each provider, as a level that is given for one of them goes before those for all.</summary>
    private static ILoggingBuilder LeaveOutVerbatim(this ILoggingBuilder logging)
    {
        logging.Services.Configure<LoggerFilterOptions>(filters =>
        {
            // Whoever reads the terminal is at the machine; a collector may be anywhere.
            filters.Rules.Add(new LoggerFilterRule(_providers[1], typeof(AccessAnnouncement).FullName, LogLevel.None, filter: null));
            foreach (var rule in _providers.SelectMany(provider => _verbatim.Select(category => new LoggerFilterRule(provider, category, LogLevel.None, filter: null))))
            {
                filters.Rules.Add(rule);
            }
        });
        return logging;
    }

    private static ILoggingBuilder AddConsoleLogger(this ILoggingBuilder logging, ConfigurationManager configuration) =>
        logging.AddConfiguration(configuration.GetSection("Logging")).AddConsole();

    private static void RefuseUnknown(ConfigurationManager configuration)
    {
        foreach (var level in configuration.GetSection("Logging:LogLevel").GetChildren())
        {
            if (!Enum.TryParse<LogLevel>(level.Value, ignoreCase: true, out _))
            {
                throw new StartupException(
                    $"Logging__LogLevel__{LogText.Escape(level.Key)}={LogText.Escape(level.Value)}: not a level. Use {string.Join(", ", Enum.GetNames<LogLevel>())}.");
            }
        }

        if (configuration[$"{ConsoleKey}:FormatterName"] is { } formatter && !_formatters.Contains(formatter, StringComparer.OrdinalIgnoreCase))
        {
            throw new StartupException(
                $"Logging__Console__FormatterName={LogText.Escape(formatter)}: not a formatter. Use {string.Join(", ", _formatters)}.");
        }

        // It would be thrown by the first line that is logged.
        if (configuration[$"{ConsoleKey}:FormatterOptions:TimestampFormat"] is { } format && !IsTimestampFormat(format))
        {
            throw new StartupException(
                $"Logging__Console__FormatterOptions__TimestampFormat={LogText.Escape(format)}: not a format of .NET's for dates and times. Use one such as 'HH:mm:ss '.");
        }
    }

    private static bool IsTimestampFormat(string format)
    {
        try
        {
            _ = DateTimeOffset.UnixEpoch.ToString(format, CultureInfo.CurrentCulture);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
