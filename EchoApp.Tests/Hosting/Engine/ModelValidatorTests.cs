using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Projects;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine;

/// <summary>Mistakes of the model end the application before anything starts, with a line for each that says what to do.</summary>
public sealed class ModelValidatorTests
{
    [Fact]
    public Task Waits_InACycle_AreNamedInOrder() => AssertFailsAsync(
        "The waits form a cycle: 'b' waits for 'c', 'c' waits for 'd', 'd' waits for 'b'. None of them could ever start; take one of the waits out.",
        builder =>
        {
            var a = builder.AddExecutable("a", "a", ".");
            var b = builder.AddExecutable("b", "b", ".");
            var c = builder.AddExecutable("c", "c", ".");
            var d = builder.AddExecutable("d", "d", ".");
            a.WaitFor(b);
            b.WaitFor(c);
            c.WaitForStart(d);
            d.WaitForCompletion(b);
        });

    [Fact]
    public void Wait_OfAResourceForItself_IsRefusedAtOnce()
    {
        var job = TestBuilder.Create().AddExecutable("job", "job", ".");

        var exception = Assert.Throws<DistributedApplicationException>(() => job.WaitFor(job));

        Assert.Equal("Resource 'job' waits for itself. Take that wait out.", exception.Message);
    }

    [Fact]
    public Task Wait_ForAResourceOfAnotherApplication_IsNamed() => AssertFailsAsync(
        "Resource 'job' waits for 'stranger', which is not part of this application. Add it, or take the wait out.",
        builder => builder.AddExecutable("job", "job", ".").WaitFor(TestBuilder.Create().AddExecutable("stranger", "x", ".")));

    [Theory]
    [InlineData("environment")]
    [InlineData("expression")]
    [InlineData("argument")]
    [InlineData("reference")]
    [InlineData("connection")]
    public Task Endpoint_ThatIsMissing_IsNamedWithThoseThereAre(string where) => AssertFailsAsync(
        $"Resource '{(where == "connection" ? "db" : "job")}' refers to an endpoint that is missing. Resource 'store' has no endpoint 'tpc'. It has 'tcp'.",
        builder =>
        {
            var store = builder.AddExecutable("store", "store", ".").WithEndpoint(name: "tcp");
            var job = builder.AddExecutable("job", "job", ".");
            var missing = store.GetEndpoint("tpc");
            object declared = where switch
            {
                "environment" => job.WithEnvironment("X", missing),
                "expression" => job.WithEnvironment("X", $"to {missing.Property(EndpointProperty.Port)}"),
                "argument" => job.WithArgs(missing),
                "reference" => job.WithReference(missing),
                _ => builder.AddConnectionString("db", ReferenceExpression.Create($"Host={missing}")),
            };
            Assert.NotNull(declared);
        });

    [Fact]
    public Task Endpoint_OfAResourceWithout_SaysHowToAddOne() => AssertFailsAsync(
        "Resource 'job' refers to an endpoint that is missing. Resource 'store' has no endpoint 'tcp'. It has none; add one with WithHttpEndpoint or WithEndpoint.",
        builder => builder.AddExecutable("job", "job", ".").WithReference(builder.AddExecutable("store", "store", ".").GetEndpoint("tcp")));

    [Fact]
    public Task Parameter_WithoutValue_SaysHowToGiveIt() => AssertFailsAsync(
        "Parameter 'store-password' has no value. Give it on the command line (--Parameters:store-password=…), in the environment "
        + "(Parameters__store_password=…), or in the AppHost's user secrets (dotnet user-secrets set \"Parameters:store-password\" …).",
        builder => builder.AddParameter("store-password", secret: true));

    [Fact]
    public Task Parameter_WhoseGetterThrows_IsNamed() => AssertFailsWithAsync(
        "Parameter 'colour' has no value: what gives it has failed. System.InvalidOperationException: no colour",
        builder => builder.AddParameter("colour", () => throw new InvalidOperationException("no colour")));

    [Fact]
    public Task ConnectionString_WithoutValue_SaysHowToGiveIt() => AssertFailsWithAsync(
        "Parameter 'db' has no value. Give it on the command line (--ConnectionStrings:db=…)",
        builder => builder.AddExecutable("job", "job", ".").WithReference(builder.AddConnectionString("db")));

    [Fact]
    public async Task ConnectionString_WithoutValueThatAllCanDoWithout_IsLeftOut()
    {
        await using var application = await TestApplication.StartAsync(builder =>
            builder.AddExecutable("job", "job", ".").WithReference(builder.AddConnectionString("db"), optional: true));

        var job = await application.Launcher.InstanceAsync("job");

        Assert.DoesNotContain("ConnectionStrings__db", job.Spec.Environment.Keys);
        await application.StateAsync("db", KnownResourceStates.FailedToStart);
    }

    [Fact]
    public Task HealthCheck_ThatIsNotRegistered_IsNamed() => AssertFailsAsync(
        "Resource 'job' has the health check 'pulse', which is not registered. Add it with builder.Services.AddHealthChecks().",
        builder => builder.AddExecutable("job", "job", ".").WithHealthCheck("pulse"));

    [Fact]
    public Task HealthCheck_OfAMissingEndpoint_IsNamed() => AssertFailsAsync(
        "The health check of 'job' asks an endpoint that is missing. Resource 'job' has no endpoint 'admin'. It has 'http'.",
        builder => builder.AddExecutable("job", "job", ".").WithHttpEndpoint().WithHttpHealthCheck("/health", endpointName: "admin"));

    [Fact]
    public Task HealthCheck_OfAnEndpointThatIsNotHttp_IsNamed() => AssertFailsAsync(
        "The health check of 'job' asks the endpoint 'tcp', whose scheme is tcp; it must be http or https.",
        builder => builder.AddExecutable("job", "job", ".").WithEndpoint(name: "tcp").WithHttpHealthCheck("/health", endpointName: "tcp"));

    [Fact]
    public Task Endpoint_ProxiedOntoItself_IsNamed() => AssertFailsAsync(
        "Endpoint 'http' of 'job' has port 5 both for its proxy and for the process behind it. Give it another targetPort, or isProxied: false.",
        builder => builder.AddExecutable("job", "job", ".").WithHttpEndpoint(port: 5, targetPort: 5));

    [Fact]
    public Task Endpoint_WithoutProxyWithTwoPorts_IsNamed() => AssertFailsAsync(
        "Endpoint 'http' of 'job' has no proxy, so its port 5 and its target port 6 must be the same. Leave one of them out.",
        builder => builder.AddExecutable("job", "job", ".").WithHttpEndpoint(port: 5, targetPort: 6, isProxied: false));

    [Fact]
    public Task Endpoint_OfUdpBehindAProxy_IsNamed() => AssertFailsAsync(
        "Endpoint 'dns' of 'job' is a Udp endpoint, and only TCP can be proxied. Declare it with isProxied: false.",
        builder => builder.AddExecutable("job", "job", ".").WithEndpoint(name: "dns", protocol: System.Net.Sockets.ProtocolType.Udp));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public Task Replicas_ThatAreNone_AreRefused(int replicas) => AssertFailsAsync(
        $"Resource 'web' has {replicas} replicas: nothing of it could ever run. "
        + "Give WithReplicas at least 1; what is not to start by itself is declared WithExplicitStart.",
        builder => builder.AddProject<BuiltProject>("web").WithReplicas(replicas));

    [Fact]
    public Task Replicas_WithATargetPort_AreRefused() => AssertFailsAsync(
        "Endpoint 'http' of 'web' has the target port 8080, on which only one of the 2 replicas could listen. "
        + "Take out the targetPort, so that each gets one of its own, or WithReplicas.",
        builder => builder.AddProject<BuiltProject>("web").WithHttpEndpoint(targetPort: 8080).WithReplicas(2));

    [Fact]
    public Task Replicas_WithAnEndpointWithoutProxy_AreRefused() => AssertFailsAsync(
        "Endpoint 'http' of 'web' has no proxy, so only one of the 2 replicas could listen on its port. Take out isProxied: false, or WithReplicas.",
        builder => builder.AddProject<BuiltProject>("web").WithHttpEndpoint(targetPort: 8080, isProxied: false).WithReplicas(2));

    [Fact]
    public async Task Replicas_OfWhichThereIsOne_MayHaveATargetPort()
    {
        await using var application = await TestApplication.StartAsync(builder =>
            builder.AddProject<BuiltProject>("web").WithHttpEndpoint(targetPort: 38123).WithHttpEndpoint(name: "own", isProxied: false).WithReplicas(1));

        await application.StateAsync("web", KnownResourceStates.Running);
    }

    [Fact]
    public async Task Project_ThatIsNotBuilt_SaysHowToBuildIt()
    {
        using var directory = new TemporaryDirectory();
        var path = directory.Write("api/Api.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");

        var message = await MessageAsync(builder => builder.AddProject("api", path));

        Assert.Matches(@"^Project 'api' is not built: .*Api\.dll does not exist\. Build it: dotnet build "".*Api\.csproj"" -c (Debug|Release)$", message);
    }

    [Fact]
    public Task Project_OfTheBuildThatIsNotBuilt_SaysHowToBuildIt() => AssertFailsWithAsync(
        "Project 'api' is not built: /no/such/Api.dll does not exist. Build it: dotnet build \"",
        builder => builder.AddProject<UnbuiltProject>("api"));

    [Fact]
    public Task Project_WhoseFileIsMissing_IsNamed() => AssertFailsAsync(
        "The project file of 'api' does not exist: /no/such/Api.csproj. Correct the path given to AddProject.",
        builder => builder.AddProject("api", "/no/such/Api.csproj"));

    [Fact]
    public async Task Mistakes_OfSeveralKinds_AreToldTogether()
    {
        var message = await MessageAsync(builder =>
        {
            builder.AddParameter("colour");
            builder.AddExecutable("job", "job", ".").WithHealthCheck("pulse");
        });

        Assert.Equal(2, message.Split(Environment.NewLine).Length);
    }

    [Fact]
    public Task Validate_ContainerEndpointWithoutATargetPort_IsRefused() => AssertFailsAsync(
        "Endpoint 'http' of 'site' does not say which port the container listens on. Give it a targetPort.",
        builder => builder.AddContainer("site", "nginx").WithHttpEndpoint(port: 6000));

    private static async Task AssertFailsAsync(string message, Action<IDistributedApplicationBuilder> declare) =>
        Assert.Equal(message, await MessageAsync(declare));

    private static async Task AssertFailsWithAsync(string start, Action<IDistributedApplicationBuilder> declare) =>
        Assert.StartsWith(start, await MessageAsync(declare), StringComparison.Ordinal);

    private static async Task<string> MessageAsync(Action<IDistributedApplicationBuilder> declare)
    {
        await using var application = new TestApplication(builder =>
        {
            builder.AddExecutable("bystander", "bystander", ".");
            declare(builder);
        });
        var exception = await Assert.ThrowsAnyAsync<DistributedApplicationException>(() => application.App.StartAsync().WaitAsync(Eventually.Deadline));
        Assert.Empty(application.Launcher.Started);
        return exception.Message;
    }

    private sealed class UnbuiltProject : IBuiltProject
    {
        public string ProjectPath => typeof(UnbuiltProject).Assembly.Location;

        public string TargetPath => "/no/such/Api.dll";

        public LaunchSettings? LaunchSettings { get; } = new();
    }
}
