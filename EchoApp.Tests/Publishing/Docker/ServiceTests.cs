using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources.ServiceNodes;
using EchoApp.Publishing.Deployment;
using Xunit;

namespace EchoApp.Tests.Publishing.Docker;

/// <summary>What the declarations of AppHost.cs become in a compose file.</summary>
public sealed class ServiceTests : IDisposable
{
    private readonly PipelineApplication _application = new();

    [Fact]
    public async Task Container_WithEverything_HasItAll()
    {
        var service = await ServiceAsync("box", builder => builder.AddContainer("box", "registry.test/box", "1")
            .WithContainerName("the-box").WithEntrypoint("/run").WithArgs("--a", "b c").WithImagePullPolicy(ImagePullPolicy.Always)
            .WithBindMount("conf", "/conf", isReadOnly: true).WithBindMount("/var/run/docker.sock", "/var/run/docker.sock").WithVolume("data", "/data"));

        Assert.Equal("""
            image: "registry.test/box:1"
            pull_policy: "always"
            container_name: "the-box"
            command:
              - "--a"
              - "b c"
            entrypoint:
              - "/run"
            volumes:
              - type: "bind"
                target: "/conf"
                source: "${BOX_BINDMOUNT_0}"
                read_only: true
              - type: "bind"
                target: "/var/run/docker.sock"
                source: "/var/run/docker.sock"
                read_only: false
              - type: "volume"
                target: "/data"
                source: "data"
                read_only: false
            networks:
              - "aspire"
            """, service);
        Assert.Equal("# Bind mount source for box:/conf\nBOX_BINDMOUNT_0=\n\n", _application.Read(".env"));
        Assert.EndsWith("volumes:\n  data:\n    driver: \"local\"\n", _application.Read("docker-compose.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Container_WithEndpoints_PublishesTheExternalOnesAndExposesTheRest()
    {
        var service = await ServiceAsync("box", builder => builder.AddContainer("box", "box")
            .WithEndpoint(targetPort: 53, name: "dns", scheme: "udp", protocol: ProtocolType.Udp)
            .WithHttpEndpoint(port: 8080, targetPort: 80, name: "web").WithHttpEndpoint(targetPort: 81, name: "free").WithExternalHttpEndpoints()
            .WithEndpoint(port: 70, scheme: "tcp", name: "plain"));

        Assert.Contains("ports:\n  - \"8080:80\"\n  - \"81\"\nexpose:\n  - \"53/udp\"\n  - \"70\"\n", service, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Project_WithoutTargetPorts_GetsAPlaceholderAndThenPortsFrom8000()
    {
        var service = await ServiceAsync("my-web", builder => Project(builder, "my-web")
            .WithHttpEndpoint().WithHttpEndpoint(name: "second").WithHttpEndpoint(port: 90, name: "third").WithExternalHttpEndpoints());

        Assert.Contains("HTTP_PORTS: \"${MY_WEB_PORT};8000;8001\"\n", service, StringComparison.Ordinal);
        Assert.Contains("ports:\n  - \"${MY_WEB_PORT}\"\n  - \"8000\"\n  - \"90:8001\"\n", service, StringComparison.Ordinal);
        Assert.Contains("# Default container port for my-web\nMY_WEB_PORT=\n", _application.Read(".env"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Project_WithoutEndpoints_IsToldOfNoPorts()
    {
        var service = await ServiceAsync("web", builder => Project(builder, "web"));

        Assert.Equal("image: \"${WEB_IMAGE}\"\nenvironment:\n  OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY: \"in_memory\"\nnetworks:\n  - \"aspire\"", service);
    }

    [Fact]
    public async Task Project_WithALaunchProfile_HasAnEndpointOfEachSchemeOnOnePort()
    {
        var project = Directory.CreateDirectory(Path.Combine(_application.Directory, "web"));
        File.WriteAllText(Path.Combine(project.FullName, "web.csproj"), "<Project />");
        File.WriteAllText(
            Path.Combine(project.CreateSubdirectory("Properties").FullName, "launchSettings.json"), """{ "profiles": { "http": { "commandName": "Project", "applicationUrl": "http://localhost:5123" } } }""");

        var service = await ServiceAsync("web", builder =>
            Project(builder, "user").WithReference(builder.AddProject("web", "web/web.csproj").WithExternalHttpEndpoints()));

        Assert.Contains("HTTP_PORTS: \"${WEB_PORT}\"\n", service, StringComparison.Ordinal);
        Assert.DoesNotContain("HTTPS_PORTS", service, StringComparison.Ordinal);
        Assert.Contains("ports:\n  - \"${WEB_PORT}\"\nnetworks", service, StringComparison.Ordinal);
        var user = Service("user");
        Assert.Contains("services__web__http__0: \"http://web:${WEB_PORT}\"", user, StringComparison.Ordinal);
        Assert.DoesNotContain("services__web__https__0", user, StringComparison.Ordinal);
    }

    [Fact]
    public async Task References_InVariables_AreNamesOfServicesAndPlaceholders()
    {
        var service = await ServiceAsync("user", builder =>
        {
            var box = builder.AddContainer("Box", "box").WithHttpEndpoint(port: 9000, targetPort: 80);
            var http = box.GetEndpoint("http");
            var key = builder.AddParameter("api-key", secret: true);
            var connection = builder.AddConnectionString("db", ReferenceExpression.Create($"at={http.Property(EndpointProperty.HostAndPort)};key={key}"));
            Project(builder, "user")
                .WithEnvironment("URL", http)
                .WithEnvironment("PARTS", ReferenceExpression.Create($"{http.Property(EndpointProperty.Scheme)} {http.Property(EndpointProperty.Host)} {http.Property(EndpointProperty.IPV4Host)} {http.Property(EndpointProperty.Port)} {http.Property(EndpointProperty.TargetPort)}"))
                .WithEnvironment("KEY", key)
                .WithEnvironment(context => context.EnvironmentVariables["NUMBER"] = 7)
                .WithReference(connection)
                .WithReference(builder.AddConnectionString("given"));
        });

        Assert.Contains("""
              URL: "http://box:80"
              PARTS: "http box box 80 80"
              KEY: "${API_KEY}"
              NUMBER: "7"
              ConnectionStrings__db: "at=box:80;key=${API_KEY}"
              ConnectionStrings__given: "${GIVEN}"
            """, service, StringComparison.Ordinal);
    }

    [Fact]
    public void HostAddress_OfAService_IsItsName()
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { ProjectDirectory = _application.Directory, DisableDashboard = true });
        var box = builder.AddContainer("Box", "x").WithHttpEndpoint();

        Assert.Equal("box", builder.AddDockerComposeEnvironment("compose").Resource.GetHostAddressExpression(box.GetEndpoint("http")).Format);
    }

    [Fact]
    public async Task Waits_UntilHealthy_AreKeptWhereTheOtherServiceHasAHealthCheck()
    {
        await _application.RunAsync(
            builder =>
            {
                builder.AddDockerComposeEnvironment("compose").WithDashboard(false).WaitForHealthyServices();
                var check = new Healthcheck { Test = ["CMD", "true"], Interval = "1s", Timeout = "1s", Retries = 1, StartPeriod = "0s" };
                var healthy = builder.AddContainer("healthy", "x").PublishAsDockerComposeService((_, service) => service.Healthcheck = check);
                var plain = builder.AddContainer("plain", "x");
                var other = builder.AddContainer("other", "x").PublishAsDockerComposeService((_, service) => service.Healthcheck = check);
                builder.AddContainer("last", "x").WaitFor(healthy).WaitFor(plain).WaitForStart(other);
            }, "publish");

        Assert.Contains(
            "depends_on:\n  healthy:\n    condition: \"service_healthy\"\n  plain:\n    condition: \"service_started\"\n  other:\n    condition: \"service_started\"\n",
            Service("last"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waits_ForServices_BecomeDependencies()
    {
        var service = await ServiceAsync("last", builder =>
        {
            var started = builder.AddContainer("Started", "x");
            var done = builder.AddContainer("done", "x");
            var program = builder.AddExecutable("program", "true", ".");
            builder.AddContainer("last", "x").WaitFor(started).WaitForCompletion(done).WaitFor(program);
        });

        Assert.Contains("depends_on:\n  started:\n    condition: \"service_started\"\n  done:\n    condition: \"service_completed_successfully\"\nnetworks", service, StringComparison.Ordinal);
        Assert.Equal(["publish-compose: 'program' is an executable of this machine; the compose file goes without it."], _application.Report.Warnings);
    }

    [Fact]
    public async Task Replicas_OfARun_AreNotPublishedButTold()
    {
        var service = await ServiceAsync("web", builder => Project(builder, "web").WithReplicas(3));

        Assert.DoesNotContain("replicas", service, StringComparison.Ordinal);
        Assert.Equal(
            ["publish-compose: 'web' has replicas when it runs here alone. PublishAsDockerComposeService can set service.Deploy.Replicas."], _application.Report.Warnings);
    }

    [Theory]
    [InlineData("/bin/sh", "echo $$HOME $${A} $$$B $1 $")]
    [InlineData("/run", "echo $HOME ${A} $$$B $1 $")]
    public async Task Args_OfAShell_KeepTheirVariables(string entrypoint, string expected)
    {
        var service = await ServiceAsync("box", builder => builder.AddContainer("box", "x").WithEntrypoint(entrypoint).WithArgs("echo $HOME ${A} $$$B $1 $"));

        Assert.Contains($"command:\n  - \"{expected}\"\n", service, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dashboard_SwitchedOff_LeavesNoTrace()
    {
        await _application.RunAsync(
            builder =>
            {
                builder.AddDockerComposeEnvironment("compose").WithDashboard(false);
                Project(builder, "web");
            }, "publish");

        Assert.DoesNotContain("dashboard", _application.Read("docker-compose.yaml"), StringComparison.Ordinal);
        Assert.DoesNotContain("OTEL_EXPORTER", _application.Read("docker-compose.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dashboard_Configured_IsAsConfigured()
    {
        await _application.RunAsync(
            builder => builder.AddDockerComposeEnvironment("compose").WithDashboard(dashboard => dashboard.WithEndpoint("http", endpoint => endpoint.Port = 8888).WithEnvironment("A", "b")), "publish");

        Assert.Contains("A: \"b\"\n", Service("compose-dashboard"), StringComparison.Ordinal);
        Assert.Contains("ports:\n  - \"8888:18888\"\n", Service("compose-dashboard"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configure_OfTheWholeFile_ComesLast()
    {
        await _application.RunAsync(
            builder =>
            {
                var compose = builder.AddDockerComposeEnvironment("compose").WithDashboard(false);
                compose.Resource.DefaultNetworkName = "net";
                compose.ConfigureComposeFile(file => (file.Name, file.Networks["net"].External) = ("project", true))
                    .ConfigureEnvFile(variables => variables["KEY"].Description = "The key");
                builder.AddContainer("box", "x").WithEnvironment("KEY", builder.AddParameter("key"))
                    .PublishAsDockerComposeService((service, node) => node.Labels["from"] = $"{service.Parent.Name}/{service.Name}");
            }, "publish");

        Assert.Equal("""
            name: "project"
            services:
              box:
                image: "x:latest"
                environment:
                  KEY: "${KEY}"
                networks:
                  - "net"
                labels:
                  from: "compose/box"
            networks:
              net:
                driver: "bridge"
                external: true

            """, _application.Read("docker-compose.yaml"));
        Assert.Equal("# The key\nKEY=\n\n", _application.Read(".env"));
    }

    [Fact]
    public async Task Publish_WhereThereIsNothingToFillIn_WritesNoEnvironmentFile()
    {
        await ServiceAsync("box", builder => builder.AddContainer("box", "x"));

        Assert.Equal(["docker-compose.yaml"], _application.Files());
    }

    public void Dispose() => _application.Dispose();

    private static IResourceBuilder<ProjectResource> Project(IDistributedApplicationBuilder builder, string name) =>
        builder.AddProject(name, $"{name}/{name}.csproj", launchProfileName: null);

    private async Task<string> ServiceAsync(string name, Action<IDistributedApplicationBuilder> declare)
    {
        await _application.RunAsync(
            builder =>
            {
                builder.AddDockerComposeEnvironment("compose").WithDashboard(false);
                declare(builder);
            }, "publish");
        return Service(name);
    }

    // The lines below the service's name, without their indentation.
    private string Service(string name) => string.Join('\n', _application.Read("docker-compose.yaml").Split('\n')
        .SkipWhile(line => line != $"  {name}:").Skip(1).TakeWhile(line => line.StartsWith("    ", StringComparison.Ordinal)).Select(line => line[4..]));
}
