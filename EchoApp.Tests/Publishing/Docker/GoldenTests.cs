using System.Runtime.CompilerServices;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources.ComposeNodes;
using Aspire.Hosting.Docker.Resources.ServiceNodes;
using Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;
using Xunit;

namespace EchoApp.Tests.Publishing.Docker;

/// <summary>
/// What Aspire's own package has written for our AppHost.cs as it was in November 2026, and the drop-in has to write as well. The model is frozen here:
/// AppHost.cs goes on, the files of that day do not.
/// </summary>
public sealed class GoldenTests : IDisposable
{
    // Aspire takes the newest build of every night; the drop-in the release that AppHost.cs is written for (docs/publishing.md).
    private const string AspiresDashboard = "mcr.microsoft.com/dotnet/nightly/aspire-dashboard:latest";
    private const string OurDashboard = "mcr.microsoft.com/dotnet/aspire-dashboard:13.6";

    private readonly PipelineApplication _application = new();

    [Fact]
    public async Task Publish_OfOurAppHost_WritesWhatAspireWrites()
    {
        await _application.RunAsync(Declare, "publish");

        Assert.Equal(Golden("aspire-docker-compose.yaml").Replace(AspiresDashboard, OurDashboard, StringComparison.Ordinal), _application.Read("docker-compose.yaml"));
        Assert.Equal(Golden("aspire-docker.env"), _application.Read(".env"));
        Assert.Equal([".env", "docker-compose.yaml"], _application.Files());
    }

    public void Dispose() => _application.Dispose();

    private static string Golden(string name, [CallerFilePath] string here = "") => File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "Golden", name));

    private static void Declare(IDistributedApplicationBuilder builder)
    {
        builder.AddDockerComposeEnvironment("compose");
        var web = builder.AddProject("web", "../EchoApp.Web/EchoApp.Web.csproj", launchProfileName: null)
            .WithHttpEndpoint(port: 6000, name: "echo", env: "ECHO_PORT", isProxied: false)
            .WithHttpEndpoint(port: 5000, name: "pages", env: "PAGES_PORT", isProxied: false)
            .WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/health", endpointName: "pages")
            .WithRemoteImageName("echoapp-web")
            .PublishAsDockerComposeService((_, service) =>
            {
                Harden(service, "1654:1654", "256M", "/tmp");
                CheckHealth(service, "/home/app/EchoApp.Web", "healthcheck");
            });

        var password = builder.AddParameter("store-password", new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true, persist: true);
        var store = builder.AddContainer("store", "docker.io/library/postgres:18")
            .WithVolume("echoapp-store", "/var/lib/postgresql")
            .WithEnvironment("POSTGRES_USER", "echoapp")
            .WithEnvironment("POSTGRES_PASSWORD", password)
            .WithEnvironment("POSTGRES_DB", "echoapp")
            .WithEndpoint(targetPort: 5432, name: "tcp", scheme: "tcp")
            .PublishAsDockerComposeService((_, service) =>
            {
                Harden(service, "999:999", "512M", "/run/postgresql:uid=999,gid=999", "/tmp");
                CheckHealth(service, "pg_isready", "-h", "127.0.0.1", "-U", "echoapp");
            });
        var tcp = store.GetEndpoint("tcp");
        web.WithEnvironment("ConnectionStrings__store", ReferenceExpression.Create(
                $"Host={tcp.Property(EndpointProperty.Host)};Port={tcp.Property(EndpointProperty.Port)};Username=echoapp;Password='{password}';Database=echoapp"))
            .WaitFor(store)
            .PublishAsDockerComposeService((_, service) => service.DependsOn["store"].Condition = "service_healthy");
    }

    private static void Harden(Service service, string user, string memory, params string[] writable)
    {
        service.User = user;
        service.Restart = "unless-stopped";
        service.ReadOnly = true;
        service.Tmpfs = [.. writable];
        service.CapDrop = ["ALL"];
        service.SecurityOpt = ["no-new-privileges:true"];
        service.Deploy = new Deploy { Resources = new Resources { Limits = new ResourceSpec { Cpus = "1.0", Memory = memory } } };
    }

    private static void CheckHealth(Service service, params string[] command) =>
        service.Healthcheck = new Healthcheck { Test = ["CMD", .. command], Interval = "5s", Timeout = "3s", Retries = 3, StartPeriod = "30s" };
}
