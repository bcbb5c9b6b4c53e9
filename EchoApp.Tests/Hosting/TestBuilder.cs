using Aspire.Hosting;

namespace EchoApp.Tests.Hosting;

/// <summary>Builders for models, in a directory of no project.</summary>
internal static class TestBuilder
{
    public static IDistributedApplicationBuilder Create(params string[] args) => Create(AppContext.BaseDirectory, args);

    /// <summary>Without a dashboard, for which most tests have no use, unless the command line speaks of it.</summary>
    public static IDistributedApplicationBuilder Create(string directory, string[] args) => DistributedApplication.CreateBuilder(new DistributedApplicationOptions
    {
        Args = args,
        ProjectDirectory = directory,
        DisableDashboard = !args.Any(arg => arg.StartsWith("--Dashboard=", StringComparison.Ordinal)),
    });
}
