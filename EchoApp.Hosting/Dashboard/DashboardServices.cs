using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Builder;
using EchoApp.Hosting.Dashboard.ConsoleLogs;
using EchoApp.Hosting.Dashboard.Resources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace EchoApp.Hosting.Dashboard;

/// <summary>What the dashboard has of the AppHost.</summary>
internal sealed record DashboardServices(
    AppHostProject Project,
    IConfiguration Configuration,
    TimeProvider TimeProvider,
    ILoggerFactory Loggers,
    DistributedApplicationModel Model,
    ResourceNotificationService Notifications,
    ResourceCommandService Commands,
    ResourceUsageHistory Usage,
    ResourceFeed Feed,
    ConsoleStore Console,
    DashboardEndpoints Endpoints);
