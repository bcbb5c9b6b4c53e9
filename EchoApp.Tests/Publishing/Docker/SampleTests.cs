using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources.ServiceNodes;
using EchoApp.Tests.Hosting.Pipelines;
using Xunit;

namespace EchoApp.Tests.Hosting.Docker;

/// <summary>What Aspire itself has written of the same declarations.</summary>
public sealed class SampleTests : IDisposable
{
    private const string Compose = """
        services:
          compose-dashboard:
            image: "mcr.microsoft.com/dotnet/aspire-dashboard:17.0"
            ports:
              - "18888"
            expose:
              - "18889"
              - "18890"
            networks:
              - "aspire"
            restart: "always"
          store:
            image: "docker.io/library/postgres:18"
            environment:
              POSTGRES_USER: "echoapp"
              POSTGRES_DB: "echoapp"
              POSTGRES_PASSWORD: "${STORE_PASSWORD}"
            expose:
              - "5432"
            volumes:
              - type: "volume"
                target: "/var/lib/postgresql"
                source: "echoapp-store"
                read_only: false
            networks:
              - "aspire"
            restart: "unless-stopped"
            healthcheck:
              test:
                - "CMD-SHELL"
                - "pg_isready -U echoapp"
              interval: "5s"
              timeout: "3s"
              retries: 10
              start_period: "30s"
          web:
            image: "${WEB_IMAGE}"
            environment:
              OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY: "in_memory"
              ASPNETCORE_FORWARDEDHEADERS_ENABLED: "true"
              ECHO_PORT: "6000"
              PAGES_PORT: "5000"
              ConnectionStrings__store: "Host=store;Port=5432;Username=echoapp;Password=${STORE_PASSWORD};Database=echoapp"
              OTEL_EXPORTER_OTLP_ENDPOINT: "http://compose-dashboard:18889"
              OTEL_EXPORTER_OTLP_PROTOCOL: "grpc"
              OTEL_SERVICE_NAME: "web"
            ports:
              - "6000:6000"
              - "5000:5000"
            depends_on:
              store:
                condition: "service_healthy"
            networks:
              - "aspire"
            restart: "unless-stopped"
            healthcheck:
              test:
                - "CMD"
                - "/app/EchoApp.Web"
                - "healthcheck"
              interval: "10s"
              timeout: "3s"
              retries: 3
              start_period: "5s"
            cap_drop:
              - "ALL"
            read_only: true
        networks:
          aspire:
            driver: "bridge"
        volumes:
          echoapp-store:
            driver: "local"

        """;

    private readonly PipelineApplication _application = new();

    [Fact]
    public async Task Publish_OfTheSample_WritesTheComposeFileThatAspireWrites()
    {
        await _application.RunAsync(Declare, "publish");

        Assert.Equal(Compose, _application.Read("docker-compose.yaml"));
        Assert.Equal("# Parameter store-password\nSTORE_PASSWORD=\n\n# Container image name for web\nWEB_IMAGE=\n\n", _application.Read(".env"));
    }

    public void Dispose() => _application.Dispose();

    private static void Declare(IDistributedApplicationBuilder builder)
    {
        builder.AddDockerComposeEnvironment("compose");
        builder.AddParameter("registry-endpoint");
        var password = builder.AddParameter("store-password", new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true, persist: true);
        var store = builder.AddContainer("store", "docker.io/library/postgres", "18")
            .WithVolume("echoapp-store", "/var/lib/postgresql")
            .WithEnvironment("POSTGRES_USER", "echoapp")
            .WithEnvironment("POSTGRES_DB", "echoapp")
            .WithEnvironment("POSTGRES_PASSWORD", password)
            .WithEndpoint(targetPort: 5432, name: "tcp", scheme: "tcp")
            .PublishAsDockerComposeService((_, service) =>
            {
                service.Restart = "unless-stopped";
                service.Healthcheck = new Healthcheck
                {
                    Test = ["CMD-SHELL", "pg_isready -U echoapp"],
                    Interval = "5s",
                    Timeout = "3s",
                    Retries = 10,
                    StartPeriod = "30s",
                };
            });
        var tcp = store.GetEndpoint("tcp");
        var connection = ReferenceExpression.Create(
            $"Host={tcp.Property(EndpointProperty.Host)};Port={tcp.Property(EndpointProperty.Port)};Username=echoapp;Password={password};Database=echoapp");
        builder.AddProject("web", "../EchoApp.Web/EchoApp.Web.csproj", launchProfileName: null)
            .WithHttpEndpoint(port: 6000, name: "echo", env: "ECHO_PORT", isProxied: false)
            .WithHttpEndpoint(port: 5000, name: "pages", env: "PAGES_PORT", isProxied: false)
            .WithExternalHttpEndpoints()
            .WithHttpHealthCheck("/health", endpointName: "pages")
            .WithEnvironment("ConnectionStrings__store", connection)
            .WaitFor(store)
            .PublishAsDockerComposeService((_, service) =>
            {
                service.Restart = "unless-stopped";
                service.ReadOnly = true;
                service.CapDrop = ["ALL"];
                service.Healthcheck = new Healthcheck
                {
                    Test = ["CMD", "/app/EchoApp.Web", "healthcheck"],
                    Interval = "10s",
                    Timeout = "3s",
                    Retries = 3,
                    StartPeriod = "5s",
                };
                service.DependsOn["store"].Condition = "service_healthy";
            });
    }
}
