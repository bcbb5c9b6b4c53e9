using Aspire.Hosting;

namespace EchoApp.Tests.Hosting;

/// <summary>Builders for models, in a directory of no project.</summary>
internal static class TestBuilder
{
    public static IDistributedApplicationBuilder Create(params string[] args) => Create(AppContext.BaseDirectory, args);

    public static IDistributedApplicationBuilder Create(string directory, string[] args) =>
        DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, ProjectDirectory = directory });
}
