using Aspire.Hosting;

namespace EchoApp.Tests.Hosting;

/// <summary>Builders for models, in a directory of no project.</summary>
internal static class TestBuilder
{
    public static IDistributedApplicationBuilder Create(params string[] args) => Create(AppContext.BaseDirectory, args);

    /// <param name="directory">The directory of the AppHost.</param>
    /// <param name="args">The command line.</param>
    /// <param name="withDashboard">Whether there is to be a dashboard, which most tests have no use for.</param>
    public static IDistributedApplicationBuilder Create(string directory, string[] args, bool withDashboard = false) =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, ProjectDirectory = directory, DisableDashboard = !withDashboard });
}
