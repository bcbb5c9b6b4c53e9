using System.Collections.Concurrent;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using EchoApp.Tests.Hosting.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EchoApp.Tests.Hosting.Testing;

/// <summary>What a test host is set up with, and what of it a test can change.</summary>
public sealed class ConfigurationTests
{
    private const string Suffix = "DcpPublisher:ResourceNameSuffix";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Configuration_BeforeAppHostReadsIt_HasTheKeysOfAspiresTestHost()
    {
        var seen = new ConcurrentDictionary<string, string?>();
        await using var builder = await InlineAppHost.CreateAsync(args =>
        {
            var builder = DistributedApplication.CreateBuilder(args);
            foreach (var (key, value) in builder.Configuration.GetSection("DcpPublisher").AsEnumerable(makePathsRelative: true))
            {
                seen[key] = value;
            }

            builder.Build().Run();
        });

        Assert.Equal(("true", "true", "true"), (seen["RandomizePorts"], seen["DeleteResourcesOnShutdown"], seen["WaitForResourceCleanup"]));
        Assert.Matches("^[0-9a-f]{8}$", seen["ResourceNameSuffix"]);
    }

    [Fact]
    public async Task Configuration_OfTwoTestHosts_HasSuffixesOfTheirOwn()
    {
        await using var one = await InlineAppHost.CreateAsync(InlineAppHost.Run);
        await using var other = await InlineAppHost.CreateAsync(InlineAppHost.Run);

        Assert.NotEqual(one.Configuration[Suffix], other.Configuration[Suffix]);
    }

    [Fact]
    public async Task Arguments_WinOverWhatTheTestHostSets()
    {
        await using var builder = await InlineAppHost.CreateAsync(InlineAppHost.Run, $"--{Suffix}=mine", "--DcpPublisher:RandomizePorts=false");

        Assert.Equal("mine", builder.Configuration[Suffix]);
        Assert.Equal("false", builder.Configuration["DcpPublisher:RandomizePorts"]);
    }

    [Fact]
    public async Task Arguments_OfAnAppHostThatPassesNoneOn_AreConfigurationAllTheSame()
    {
        await using var builder = await InlineAppHost.CreateAsync(_ => InlineAppHost.Run([]), "run", "--Key", "value");

        Assert.Equal("value", builder.Configuration["Key"]);
    }

    [Fact]
    public async Task ConfigureBuilder_ChangesWhatTheBuilderIsCreatedFrom()
    {
        using var directory = new TemporaryDirectory();
        directory.Write("appsettings.json", """{ "FromFile": "yes" }""");
        await using var builder = await InlineAppHost.CreateAsync(InlineAppHost.Run, (options, settings) =>
        {
            options.ProjectDirectory = directory.Path;
            options.Args = [.. options.Args!, "--FromOptions=yes"];
            settings.Args = [.. settings.Args!, "--FromSettings=yes"];
            settings.ContentRootPath = directory.Path;
            settings.EnvironmentName = "Testing";
            settings.Configuration!.AddInMemoryCollection([new("FromConfiguration", "yes")]);
        });

        Assert.All(["FromFile", "FromOptions", "FromSettings", "FromConfiguration"], key => Assert.Equal("yes", builder.Configuration[key]));
        Assert.Equal("Testing", builder.Environment.EnvironmentName);
        Assert.Equal(directory.Path, builder.AppHostDirectory);
    }

    [Fact]
    public async Task LaunchProfile_IsTheFirstUnlessAnotherIsNamed()
    {
        await using var first = await DistributedApplicationTestingBuilder.CreateAsync<global::Projects.EchoApp_AppHost>(Cancellation);
        await using var named = await DistributedApplicationTestingBuilder.CreateAsync<global::Projects.EchoApp_AppHost>(
            ["--DOTNET_LAUNCH_PROFILE=https"], Cancellation);
        var unknown = await Assert.ThrowsAsync<DistributedApplicationException>(() => DistributedApplicationTestingBuilder
            .CreateAsync<global::Projects.EchoApp_AppHost>(["--DOTNET_LAUNCH_PROFILE=ftp"], Cancellation));

        Assert.Equal("http://localhost:19888", first.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"]);
        Assert.Equal("https://localhost:21888", named.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"]);
        Assert.Equal("The AppHost has no launch profile 'ftp'. It has 'http', 'https'.", unknown.Message);
    }

    [Fact]
    public async Task UserSecrets_OfTheAppHost_AreRead()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<global::Projects.EchoApp_AppHost>(Cancellation);

        Assert.Contains(builder.Configuration.Sources.OfType<JsonConfigurationSource>(), source => source.Path == "secrets.json");
    }

    [Fact]
    public async Task Files_AreNotWatched_BecauseASystemHasFewWatches()
    {
        await using var builder = await InlineAppHost.CreateAsync(InlineAppHost.Run);

        Assert.All(builder.Configuration.Sources.OfType<JsonConfigurationSource>(), source => Assert.False(source.ReloadOnChange));
    }

    [Fact]
    public async Task Terminal_AndSignals_AreLeftToTheTests()
    {
        await using var builder = await InlineAppHost.CreateAsync(InlineAppHost.Run);
        Assert.DoesNotContain(builder.Services, service => service.ServiceType == typeof(ILoggerProvider));
        await using var app = await builder.BuildAsync(Cancellation);

        Assert.IsNotType<ConsoleLifetime>(app.Services.GetRequiredService<IHostLifetime>());
        Assert.DoesNotContain(app.Services.GetServices<IHostedService>(), service => service is EchoApp.Hosting.Engine.StopSignals);
    }

    [Fact]
    public async Task Lines_OfAResource_GoToTheTestsLoggers()
    {
        var launcher = new FakeLauncher();
        using var lines = new LoggedLines();
        await using var builder = await InlineAppHost.CreateAsync(InlineAppHost.WithJob(launcher));
        builder.Services.AddLogging(logging => logging.AddProvider(lines));
        await using var app = await builder.BuildAsync(Cancellation);
        await app.StartAsync(Cancellation);
        var job = await launcher.InstanceAsync("job");

        job.Log.Append("said", isError: false);
        job.Log.Append("shouted", isError: true);

        Assert.Equal(
            ["EchoApp.Tests.Resources.job Information 1: said", "EchoApp.Tests.Resources.job Error 2: shouted"],
            lines.Of("EchoApp.Tests.Resources.job"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DeclaredPorts_OfProxiedEndpoints_GiveWayToFreeOnes(bool randomize)
    {
        const int Declared = 21_377;
        await using var builder = await InlineAppHost.CreateAsync(
            InlineAppHost.WithJob(new FakeLauncher()), string.Create(CultureInfo.InvariantCulture, $"--DcpPublisher:RandomizePorts={randomize}"));
        var job = (ExecutableResource)builder.Resources.Single();
        builder.CreateResourceBuilder(job)
            .WithHttpEndpoint(port: Declared).WithHttpEndpoint(port: Declared + 1, name: "direct", isProxied: false);
        await using var app = await builder.BuildAsync(Cancellation);

        await app.StartAsync(Cancellation);

        Assert.Equal(!randomize, app.GetEndpoint("job").Port == Declared);
        Assert.Equal(Declared + 1, app.GetEndpoint("job", "direct").Port);
    }
}
