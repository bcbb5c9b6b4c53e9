using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;
using Aspire.Hosting.Docker.Resources.ServiceNodes;
using Aspire.Hosting.Publishing;
using EchoApp.Publishing.Deployment;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EchoApp.Tests.Publishing.Deployment;

/// <summary>Small applications on the real Docker Compose, each a project of its own.</summary>
public sealed class DeploymentTests : IAsyncLifetime, IDisposable
{
    private const string Wait = "trap 'exit 0' TERM; sleep 1000 & wait";

    // A volume of the image: where nothing else is mounted, an engine would leave one without a name behind.
    private const string Data = "/var/lib/postgresql";

    private readonly PipelineApplication _application = new();
    private readonly string _identity = Guid.NewGuid().ToString("N")[..8];

    private string Project => $"aspire-compose-{_identity}";

    private string Volume => $"{Project}_data";

    public async ValueTask InitializeAsync() => await ContainerEngine.RequireAsync();

    [Fact]
    public async Task Deploy_OfAHealthyService_TellsWhereItIsReached()
    {
        var port = FreePort.Choose();

        await RunAsync(builder => Box(builder, Wait).WithHttpEndpoint(port: port, targetPort: 80, name: "site").WithExternalHttpEndpoints(), "deploy");

        Assert.Equal([$"Deployed: {Project}, by Docker Compose", $"box: http://localhost:{port}"], _application.Report.Summary.TakeLast(2));
        Assert.Equal("healthy", await ContainerEngine.RunAsync("inspect", "--format", "{{.State.Health.Status}}", $"{Project}-box-1"));
    }

    [Fact]
    public async Task Deploy_OfAnImageThatCannotBePulled_IsRefusedBeforeAnythingIsWritten()
    {
        var failure = await FailAsync(builder => builder.AddContainer("box", "localhost:5050/echoapp/no-such-image", "1"), "deploy");

        Assert.StartsWith("check-deployment failed: The image localhost:5050/echoapp/no-such-image:1 cannot be pulled: ", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_application.Files());
    }

    [Fact]
    public async Task Deploy_WhereTheDashboardsImageCannotBeHad_GoesWithoutTheDashboard()
    {
        await RunAsync(
            builder =>
            {
                builder.CreateResourceBuilder(builder.Resources.OfType<DockerComposeEnvironmentResource>().Single()).WithOptionalDashboard("localhost:5050/echoapp/no-such-image:1");
                Box(builder, Wait);
            }, "deploy");

        Assert.Contains(_application.Report.Warnings, warning => warning.Contains("The dashboard is left out of this deployment: its image localhost:5050/echoapp/no-such-image:1 cannot be pulled: ", StringComparison.Ordinal));
        Assert.DoesNotContain("dashboard", _application.Read("docker-compose.yaml"), StringComparison.Ordinal);
        Assert.Equal("box", await ContainerEngine.RunAsync("compose", "-p", Project, "ps", "--services"));
    }

    [Fact]
    public async Task Deploy_WithTheDashboard_HasItRunFromTheImageThatWasNamed()
    {
        await RunAsync(
            builder =>
            {
                var compose = builder.CreateResourceBuilder(builder.Resources.OfType<DockerComposeEnvironmentResource>().Single());
                compose.WithOptionalDashboard($"{ContainerEngine.Image}:{ContainerEngine.Tag}");
                compose.WithDashboard(dashboard => dashboard.WithEntrypoint("sh").WithArgs("-c", Wait).WithVolume("data", Data).WithEndpoint("http", endpoint => endpoint.IsExternal = false));
                Box(builder, Wait);
            }, "deploy");

        Assert.Equal("box\ncompose-dashboard", await ContainerEngine.RunAsync("compose", "-p", Project, "ps", "--services"));
    }

    [Fact]
    public async Task Deploy_OfAnUnhealthyService_NamesItAndShowsItsLastLines()
    {
        var failure = await FailAsync(builder => Box(builder, $"echo one; echo two >&2; {Wait}", check: "false"), "deploy");

        Assert.StartsWith($"docker-compose-up-compose failed: 'box' is unhealthy. Its last lines:{Environment.NewLine}", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["  one", "  two"], failure.Message.Split(Environment.NewLine)[1..3].Order(StringComparer.Ordinal));
        Assert.EndsWith($"What there is of {Project} stays as it is, to be looked into; `docker compose -p {Project} down` takes it down.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_OfAServiceThatIsRefusedItsPassword_SaysWhatThatMeans()
    {
        var failure = await FailAsync(builder => Box(builder, $"echo 28P01: password authentication failed; {Wait}", check: "false"), "deploy");

        Assert.Contains("The data of an earlier deployment was made with another password.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_OfAServiceThatEnds_TellsItsExitCode()
    {
        var failure = await FailAsync(builder => Box(builder, "echo gone; exit 3", check: null), "deploy");

        Assert.StartsWith($"docker-compose-up-compose failed: 'box' is exited with code 3. Its last lines:{Environment.NewLine}  gone", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_OnATakenPort_NamesTheEndpointAndTheWayOutBeforeAnythingIsWritten()
    {
        using var listener = Listen(out var port);

        var failure = await FailAsync(builder => Box(builder, Wait).WithHttpEndpoint(port: port, targetPort: 80, name: "site").WithExternalHttpEndpoints(), "deploy");

        Assert.Equal(
            $"check-deployment failed: Port {port}, which the endpoint 'site' of 'box' is to have, is taken on this machine. Stop what listens there "
            + $"(a container: `docker ps --filter publish={port}`), or give the endpoint another port.",
            failure.Message);
        Assert.Empty(_application.Files());
    }

    [Fact]
    public async Task Deploy_OnATakenPortThatNoEndpointHas_NamesIt()
    {
        using var listener = Listen(out var port);

        var failure = await FailAsync(builder => Box(builder, Wait).PublishAsDockerComposeService((_, service) => service.Ports = [$"127.0.0.1:{port}:80"]), "deploy");

        Assert.StartsWith($"docker-compose-up-compose failed: Port {port} is taken on this machine.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_Twice_KeepsValuesAndData_AndDestroyKeepsTheVolume()
    {
        await RunAsync(WithSecret, "deploy");
        var values = _application.Read(".env.Production");
        await ContainerEngine.RunAsync("exec", $"{Project}-box-1", "sh", "-c", $"echo kept > {Data}/file");

        await RunAsync(WithSecret, "deploy");
        Assert.Equal(values, _application.Read(".env.Production"));
        Assert.Equal("kept", await ContainerEngine.RunAsync("exec", $"{Project}-box-1", "cat", $"{Data}/file"));

        await RunAsync(WithSecret, "destroy", "--yes", "true");
        Assert.Equal("", await ContainersAsync());
        Assert.Equal([$"Down: {Project}"], _application.Report.Summary);

        await RunAsync(WithSecret, "deploy");
        Assert.Equal("kept", await ContainerEngine.RunAsync("exec", $"{Project}-box-1", "cat", $"{Data}/file"));
    }

    [Fact]
    public async Task Deploy_OfSeveralEnvironments_Twice_TakesNoPortOfItsOwnForAnothers()
    {
        static void Declare(IDistributedApplicationBuilder builder, string name, int port) => Box(builder, Wait, name: $"box-{name}")
            .WithHttpEndpoint(port: port, targetPort: 80, name: "site").WithExternalHttpEndpoints().WithComputeEnvironment(builder.AddDockerComposeEnvironment(name).WithDashboard(false));
        var (one, two) = (FreePort.Choose(), FreePort.Choose());
        Action<IDistributedApplicationBuilder> declare = builder =>
        {
            Declare(builder, "one", one);
            Declare(builder, "two", two);
            builder.CheckDeployments();
        };

        await _application.RunAsync(declare, "deploy", $"--AppHostSha={_identity}");
        await _application.RunAsync(declare, "deploy", $"--AppHostSha={_identity}");

        Assert.NotEqual("", await ContainersAsync("one"));
        Assert.NotEqual("", await ContainersAsync("two"));
        Assert.Contains($"Deployed: aspire-one-{_identity}, by Docker Compose", _application.Report.Summary);
    }

    [Fact]
    public async Task Deploy_OfSecrets_KeepsThemOutOfAspiresState()
    {
        await RunAsync(
            builder => Box(builder, Wait).WithReference(builder.AddConnectionString("db"))
                .WithEnvironment("A", builder.AddParameter("own", secret: true)).WithEnvironment("B", builder.AddParameterFromConfiguration("taken", "Taken", secret: true)),
            "deploy", "--Parameters:own=hidden1", "--ConnectionStrings:db=hidden2", "--Taken=hidden3");

        Assert.Contains("OWN=hidden1\n", _application.Read(".env.Production"), StringComparison.Ordinal);
        var state = string.Concat(Directory.EnumerateFiles(_application.State, "*", SearchOption.AllDirectories).Select(File.ReadAllText));
        Assert.Contains(Project, state, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", state, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_OfAConnectionStringThatWasGivenBefore_DoesNotAskForItAgain()
    {
        static void Declare(IDistributedApplicationBuilder builder) => Box(builder, Wait).WithReference(builder.AddConnectionString("my-db"));
        await RunAsync(Declare, "deploy", "--ConnectionStrings:my-db=Host=x;Password='a b'");
        var values = _application.Read(".env.Production");

        await RunAsync(Declare, "deploy");

        Assert.Contains("MY_DB=\"Host=x;Password='a b'\"\n", values, StringComparison.Ordinal);
        Assert.Equal(values, _application.Read(".env.Production"));
    }

    [Fact]
    public async Task Destroy_WantsToBeSure_FindsTheProjectByItsName_AndKeepsTheVolume()
    {
        await RunAsync(WithSecret, "deploy");
        Directory.Delete(_application.PathOf(""), recursive: true);

        var failure = await FailAsync(WithSecret, "destroy");
        Assert.Equal($"destroy-compose-compose failed: destroy takes {Project} down, and nobody is there to be asked. Say it with --yes.", failure.Message);
        Assert.NotEqual("", await ContainersAsync());

        await RunAsync(WithSecret, "destroy", "--yes", "true");
        Assert.Equal([$"Down: {Project}"], _application.Report.Summary);
        Assert.Equal("", await ContainersAsync());
        Assert.Equal(Volume, await ContainerEngine.RunAsync("volume", "ls", "--quiet", "--filter", $"name={Volume}"));

        await RunAsync(WithSecret, "destroy");
        Assert.Empty(_application.Report.Summary);
    }

    [Fact]
    public async Task Destroy_OfWhatDidNotComeUp_TakesItDown()
    {
        await FailAsync(builder => Box(builder, Wait, check: "false"), "deploy");
        Assert.NotEqual("", await ContainersAsync());

        await RunAsync(builder => Box(builder, Wait), "destroy", "--yes", "true");

        Assert.Equal("", await ContainersAsync());
    }

    [Fact]
    public async Task Deploy_WithAFurtherGeneratedValue_IsNoReasonToRefuse()
    {
        await RunAsync(WithSecret, "deploy");
        var values = _application.Read(".env.Production");

        await RunAsync(
            builder =>
            {
                WithSecret(builder);
                Box(builder, Wait, name: "other").WithEnvironment("KEY", builder.AddParameter("further", new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true));
            }, "deploy");

        Assert.Contains(values.Split('\n').Single(line => line.StartsWith("SECRET=", StringComparison.Ordinal)), _application.Read(".env.Production"), StringComparison.Ordinal);
        Assert.Matches("FURTHER=[A-Za-z0-9]{22}\n", _application.Read(".env.Production"));
    }

    [Fact]
    public async Task Up_AsAStepOfItsOwn_IsCheckedBeforeAnythingIsWritten()
    {
        await RunAsync(WithSecret, "deploy");
        var values = _application.Read(".env.Production");

        var failure = await FailAsync(WithSecret, "docker-compose-up-compose", "--Parameters:secret=another");

        Assert.StartsWith("check-deployed-values failed: ", failure.Message, StringComparison.Ordinal);
        Assert.Equal(values, _application.Read(".env.Production"));
    }

    [Fact]
    public async Task Deploy_WithAnotherValueThanTheDataWasMadeWith_IsRefusedAndTheOneThatFitsIsKept()
    {
        await RunAsync(WithSecret, "deploy");
        var values = _application.Read(".env.Production");

        var failure = await FailAsync(WithSecret, "deploy", "--Parameters:secret=another");

        Assert.Equal(
            $"check-deployed-values failed: An earlier deployment has left data ({Volume}), and {_application.PathOf(".env.Production")} has other values for it than are given now (--Parameters:secret=…). "
            + "Leave them out, and those of the file are used; or, where the data knows those that are given, write them into the file; "
            + $"or begin anew, without the data: docker volume rm {Volume}",
            failure.Message);
        Assert.Equal(values, _application.Read(".env.Production"));
        await RunAsync(WithSecret, "deploy", $"--Parameters:secret={values.Split("SECRET=")[1].Split('\n')[0]}");
    }

    [Fact]
    public async Task Deploy_OntoDataWhoseValuesAreLost_IsRefusedBeforeAnythingIsWritten()
    {
        await RunAsync(WithSecret, "deploy");
        await RunAsync(WithSecret, "destroy", "--yes", "true");
        Directory.Delete(_application.PathOf(""), recursive: true);

        var failure = await FailAsync(WithSecret, "deploy");

        Assert.StartsWith($"check-deployed-values failed: An earlier deployment has left data ({Volume}), but {_application.PathOf(".env.Production")} does not have the values", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--Parameters:secret=…", failure.Message, StringComparison.Ordinal);
        Assert.Empty(_application.Files());
        await FailAsync(WithSecret, "prepare-compose");
        Assert.DoesNotContain(".env.Production", _application.Files());
        await RunAsync(WithSecret, "deploy", "--Parameters:secret=known");
    }

    [Theory]
    [InlineData("engine", false, "check-deployment failed: engine does not answer, and what is deployed runs on it. Start it, or see `engine info`.")]
    [InlineData("false", true, "check-deployment failed: There is no `false compose`. Install Docker Compose, version 2.")]
    public async Task Deploy_WithoutAnEngineOrCompose_IsOneLine(string engine, bool isRunning, string message)
    {
        var failure = await _application.FailAsync(
            builder =>
            {
                // A class of its own, as Aspire registers one.
                builder.Services.AddSingleton(new FakeEngine(engine, isRunning)).AddSingleton<IContainerRuntimeResolver, FakeEngineResolver>();
                With(WithSecret)(builder);
            }, "deploy", $"--AppHostSha={_identity}");

        Assert.Equal(message, failure.Message);
        Assert.Empty(_application.Files());
    }

    public void Dispose() => _application.Dispose();

    public async ValueTask DisposeAsync()
    {
        foreach (var environment in (string[])["compose", "one", "two"])
        {
            await ContainerEngine.TryRunAsync(
                "compose", "--project-directory", "/", "-p", $"aspire-{environment}-{_identity}", "down", "--volumes", "--remove-orphans", "--timeout", "1");
        }
    }

    private Task RunAsync(Action<IDistributedApplicationBuilder> declare, string step, params string[] args) =>
        _application.RunAsync(With(declare), step, [$"--AppHostSha={_identity}", .. args]);

    private Task<DistributedApplicationException> FailAsync(Action<IDistributedApplicationBuilder> declare, string step, params string[] args) =>
        _application.FailAsync(With(declare), step, [$"--AppHostSha={_identity}", .. args]);

    private Task<string> ContainersAsync(string environment = "compose") =>
        ContainerEngine.RunAsync("ps", "--all", "--quiet", "--filter", $"label=com.docker.compose.project=aspire-{environment}-{_identity}");

    private static Action<IDistributedApplicationBuilder> With(Action<IDistributedApplicationBuilder> declare) => builder =>
    {
        builder.AddDockerComposeEnvironment("compose").WithDashboard(false);
        builder.CheckDeployments();
        declare(builder);
    };

    private static void WithSecret(IDistributedApplicationBuilder builder) => Box(builder, Wait)
        .WithEnvironment("SECRET", builder.AddParameter("secret", new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true));

    private static IResourceBuilder<ContainerResource> Box(IDistributedApplicationBuilder builder, string script, string? check = "true", string name = "box") =>
        builder.AddContainer(name, ContainerEngine.Image, ContainerEngine.Tag).WithVolume("data", Data).WithEntrypoint("sh").WithArgs("-c", script).PublishAsDockerComposeService((_, service) =>
        {
            service.User = "0:0";
            service.Ports = [.. service.Ports.Select(port => $"127.0.0.1:{port}")];
            service.Healthcheck = check is null ? null : new Healthcheck { Test = ["CMD-SHELL", check], Interval = "100ms", Timeout = "5s", Retries = 1, StartPeriod = "0s" };
        });

    private static TcpListener Listen(out int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return listener;
    }
}
