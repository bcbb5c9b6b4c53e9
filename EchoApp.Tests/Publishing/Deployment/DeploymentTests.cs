using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources.ServiceNodes;
using EchoApp.Tests.Hosting.Images;
using EchoApp.Tests.Hosting.Pipelines;
using Xunit;

namespace EchoApp.Tests.Hosting.Deployment;

/// <summary>Small applications on the real Docker Compose, each a project of its own.</summary>
public sealed class DeploymentTests : IAsyncLifetime, IDisposable
{
    private const string Wait = "trap 'exit 0' TERM; sleep 1000 & wait";

    private readonly PipelineApplication _application = new();
    private readonly TemporaryDirectory _directory = new();
    private readonly string _identity = Guid.NewGuid().ToString("N")[..8];

    private string Project => $"aspire-compose-{_identity}";

    private string Volume => $"{Project}_data";

    public async ValueTask InitializeAsync() => await ContainerEngine.RequireAsync();

    [Fact]
    public async Task Deploy_OfAHealthyService_TellsWhereItIsReached()
    {
        var port = TestRegistry.FreePort();

        await RunAsync(builder => Box(builder, Wait).WithHttpEndpoint(port: port, targetPort: 80, name: "site").WithExternalHttpEndpoints(), "deploy");

        Assert.Equal([$"Deployed:  {Project}, by docker compose", "box:       healthy", $"           http://localhost:{port} (site)"], _application.Output.Lines.TakeLast(3));
        Assert.Equal("healthy", await ContainerEngine.RunAsync("inspect", "--format", "{{.State.Health.Status}}", $"{Project}-box-1"));
    }

    [Fact]
    public async Task Deploy_OfAnUnhealthyService_NamesItAndShowsItsLastLines()
    {
        var failure = await FailAsync(builder => Box(builder, $"echo one; echo two >&2; {Wait}", check: "false"), "deploy");

        Assert.StartsWith($"docker-compose-up-compose failed: 'box' is unhealthy. Its last lines:{Environment.NewLine}", failure.Message, StringComparison.Ordinal);
        Assert.Equal(["  one", "  two"], failure.Message.Split(Environment.NewLine)[1..3].Order(StringComparer.Ordinal));
        Assert.EndsWith($"What there is of {Project} stays as it is, to be looked into; 'down' takes it down.", failure.Message, StringComparison.Ordinal);
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
    public async Task Deploy_OnATakenPort_NamesTheEndpointAndTheWayOut()
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var failure = await FailAsync(builder => Box(builder, Wait).WithHttpEndpoint(port: port, targetPort: 80, name: "site").WithExternalHttpEndpoints(), "deploy");

        Assert.Equal(
            $"docker-compose-up-compose failed: Port {port}, which the endpoint 'site' of 'box' is to have, is taken on this machine. Stop what listens there "
            + $"(a container: `docker ps --filter publish={port}`), or give the endpoint another port.",
            failure.Message);
    }

    [Fact]
    public async Task Deploy_Twice_KeepsValuesAndData_AndDownKeepsTheVolume()
    {
        await RunAsync(WithData, "deploy");
        var values = _application.Read(".env.Production");
        await ContainerEngine.RunAsync("exec", $"{Project}-box-1", "sh", "-c", "echo kept > /data/file");

        await RunAsync(WithData, "deploy");
        Assert.Equal(values, _application.Read(".env.Production"));
        Assert.Equal("kept", await ContainerEngine.RunAsync("exec", $"{Project}-box-1", "cat", "/data/file"));

        await RunAsync(WithData, "down");
        Assert.Equal("", await ContainerEngine.RunAsync("ps", "--all", "--quiet", "--filter", $"label=com.docker.compose.project={Project}"));
        Assert.Equal([$"Down:  {Project}", $"Kept:  {Volume}"], _application.Output.Lines.TakeLast(2));

        await RunAsync(WithData, "deploy");
        Assert.Equal("kept", await ContainerEngine.RunAsync("exec", $"{Project}-box-1", "cat", "/data/file"));
    }

    [Fact]
    public async Task Down_WithVolumes_WantsToBeSure()
    {
        await RunAsync(WithData, "deploy");

        var failure = await FailAsync(WithData, "down", "--volumes");
        Assert.Equal(
            $"docker-compose-down-compose failed: --volumes removes {Volume} with all data, and nobody is there to be asked. Say it with --yes, or leave --volumes out.",
            failure.Message);
        Assert.Equal("running", await ContainerEngine.RunAsync("inspect", "--format", "{{.State.Status}}", $"{Project}-box-1"));

        await RunAsync(WithData, "down", "--volumes", "--yes");
        Assert.Equal("", await ContainerEngine.RunAsync("volume", "ls", "--quiet", "--filter", $"name={Volume}"));
    }

    [Fact]
    public async Task Down_WithoutTheFiles_FindsTheProjectByItsName()
    {
        await RunAsync(WithData, "deploy");
        Directory.Delete(_application.PathOf(""), recursive: true);

        await RunAsync(WithData, "down");

        Assert.Equal("", await ContainerEngine.RunAsync("ps", "--all", "--quiet", "--filter", $"label=com.docker.compose.project={Project}"));
    }

    [Fact]
    public async Task Deploy_OntoDataWhoseValuesAreLost_IsRefusedBeforeAnythingIsWritten()
    {
        await RunAsync(WithData, "deploy");
        await RunAsync(WithData, "down");
        File.Delete(_application.PathOf(".env.Production"));

        var failure = await FailAsync(WithData, "deploy");

        Assert.StartsWith($"deploy-prereq failed: An earlier deployment has left data ({Volume}), but {_application.PathOf(".env.Production")} does not have the values", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--Parameters:secret=…", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(".env.Production", _application.Files());
        await RunAsync(WithData, "deploy", "--Parameters:secret=known");
    }

    [Theory]
    [InlineData("exit 1", "deploy-prereq failed: The container engine does not answer: ")]
    [InlineData("[ \"$1\" != compose ]", "deploy-prereq failed: There is no `")]
    public async Task Deploy_WithoutAnEngineOrCompose_IsOneLine(string script, string message)
    {
        var engine = _directory.WriteProgram("engine", $"#!/bin/sh\n{script}\n");

        var failure = await FailAsync(WithData, "deploy", $"--ASPIRE_CONTAINER_RUNTIME={engine}");

        Assert.StartsWith(message, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task Project_IsNamedAfterTheAppHostsPath()
    {
        var path = Path.Join(_application.Directory, typeof(DeploymentTests).Assembly.GetName().Name).ToLowerInvariant();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)));

        await _application.RunAsync(builder => builder.AddDockerComposeEnvironment("Compose"), "down");

        Assert.Equal($"Down:  aspire-compose-{hash[..8]}", _application.Output.Lines[^1]);
    }

    [Theory]
    [InlineData("deploy", "--volumes", "--volumes belongs to 'down', and means nothing to 'deploy'.")]
    [InlineData("publish", "--yes", "--yes belongs to 'down', and means nothing to 'publish'.")]
    [InlineData("down", "--yes=maybe", "--yes must be true or false, not 'maybe'. --yes alone is true.")]
    public async Task Switches_OfDown_AreRefusedElsewhere(string verb, string argument, string message)
    {
        var failure = await FailAsync(WithData, verb, argument);

        Assert.Equal(message, failure.Message);
    }

    public void Dispose()
    {
        _application.Dispose();
        _directory.Dispose();
    }

    public async ValueTask DisposeAsync() =>
        await ContainerEngine.RunAsync("compose", "--project-directory", "/", "-p", Project, "down", "--volumes", "--remove-orphans", "--timeout", "1");

    private Task RunAsync(Action<IDistributedApplicationBuilder> declare, params string[] args) => _application.RunAsync(With(declare), [.. args, $"--AppHostSha={_identity}"]);

    private Task<DistributedApplicationException> FailAsync(Action<IDistributedApplicationBuilder> declare, params string[] args) =>
        _application.FailAsync(With(declare), [.. args, $"--AppHostSha={_identity}"]);

    private static Action<IDistributedApplicationBuilder> With(Action<IDistributedApplicationBuilder> declare) => builder =>
    {
        builder.AddDockerComposeEnvironment("compose").WithDashboard(false);
        declare(builder);
    };

    private static void WithData(IDistributedApplicationBuilder builder) => Box(builder, Wait).WithVolume("data", "/data")
        .WithEnvironment("SECRET", builder.AddParameter("secret", new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true));

    private static IResourceBuilder<ContainerResource> Box(IDistributedApplicationBuilder builder, string script, string? check = "true") =>
        builder.AddContainer("box", ContainerEngine.Image, ContainerEngine.Tag).WithEntrypoint("sh").WithArgs("-c", script).PublishAsDockerComposeService((_, service) =>
        {
            service.User = "0:0";
            service.Healthcheck = check is null ? null : new Healthcheck { Test = ["CMD-SHELL", check], Interval = "100ms", Timeout = "5s", Retries = 1, StartPeriod = "0s" };
        });
}
