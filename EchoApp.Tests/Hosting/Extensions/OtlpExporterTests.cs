using Aspire.Hosting;
using EchoApp.Hosting.Dashboard;
using EchoApp.Tests.Hosting.Engine;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace EchoApp.Tests.Hosting.Extensions;

/// <summary>What a resource is told of where its telemetry goes.</summary>
public sealed class OtlpExporterTests
{
    private static readonly DashboardEndpoints.Addresses _addresses = new(
        new Uri("http://localhost:15888"), "token", new Uri("http://localhost:19888"), new Uri("http://localhost:19889"), "key");

    [Fact]
    public async Task Project_WithADashboard_SendsThereUnderItsOwnName()
    {
        await using var application = await StartAsync(_addresses, builder => builder.AddProject<BuiltProject>("web"));
        var variables = await VariablesAsync(application, "web");
        var id = application.Notifications.Latest("web").Single().ResourceId;

        Assert.Equal("http://localhost:19888", variables["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("grpc", variables["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.Equal("x-otlp-api-key=key", variables["OTEL_EXPORTER_OTLP_HEADERS"]);
        Assert.Equal("web", variables["OTEL_SERVICE_NAME"]);
        Assert.Equal($"service.instance.id={id["web-".Length..]}", variables["OTEL_RESOURCE_ATTRIBUTES"]);
        Assert.DoesNotContain("OTEL_TRACES_SAMPLER", variables.Keys);
    }

    [Fact]
    public async Task Replicas_OfAProject_AreToldApart()
    {
        await using var application = await StartAsync(_addresses, builder => builder.AddProject<BuiltProject>("web").WithReplicas(2));
        await application.Launcher.InstanceAsync("web", 2);

        foreach (var id in application.Notifications.Latest("web").Select(latest => latest.ResourceId))
        {
            Assert.Equal($"service.instance.id={id["web-".Length..]}", application.Launcher.Of(id)?.Spec.Environment["OTEL_RESOURCE_ATTRIBUTES"]);
        }
    }

    [Fact]
    public async Task Project_WithoutADashboard_IsNotToldWhereToSend()
    {
        await using var application = await StartAsync(addresses: null, builder => builder.AddProject<BuiltProject>("web"));
        var variables = await VariablesAsync(application, "web");

        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_ENDPOINT", variables.Keys);
        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_PROTOCOL", variables.Keys);
        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_HEADERS", variables.Keys);
        Assert.Equal("web", variables["OTEL_SERVICE_NAME"]);
    }

    [Fact]
    public async Task Dashboard_WithoutAKey_AsksForNone()
    {
        await using var application = await StartAsync(_addresses with { OtlpApiKey = null }, builder => builder.AddProject<BuiltProject>("web"));

        Assert.DoesNotContain("OTEL_EXPORTER_OTLP_HEADERS", (await VariablesAsync(application, "web")).Keys);
    }

    [Fact]
    public async Task Development_WantsToSeeEverythingSoon()
    {
        await using var application = await StartAsync(_addresses, builder => builder.AddProject<BuiltProject>("web"), "--environment=Development");
        var variables = await VariablesAsync(application, "web");

        Assert.Equal("1000", variables["OTEL_BLRP_SCHEDULE_DELAY"]);
        Assert.Equal("1000", variables["OTEL_BSP_SCHEDULE_DELAY"]);
        Assert.Equal("1000", variables["OTEL_METRIC_EXPORT_INTERVAL"]);
        Assert.Equal("always_on", variables["OTEL_TRACES_SAMPLER"]);
        Assert.Equal("trace_based", variables["OTEL_METRICS_EXEMPLAR_FILTER"]);
    }

    [Theory]
    [InlineData(OtlpProtocol.Grpc, "http://localhost:19888", "grpc")]
    [InlineData(OtlpProtocol.HttpProtobuf, "http://localhost:19889", "http/protobuf")]
    [InlineData(OtlpProtocol.HttpJson, "http://localhost:19889", "http/json")]
    public async Task WithOtlpExporter_OfAnExecutable_SpeaksTheProtocol(OtlpProtocol protocol, string endpoint, string name)
    {
        await using var application = await StartAsync(
            _addresses, builder => builder.AddExecutable("job", "job", ".").WithOtlpExporter().WithOtlpExporter(protocol));
        var variables = await VariablesAsync(application, "job");

        Assert.Equal(endpoint, variables["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal(name, variables["OTEL_EXPORTER_OTLP_PROTOCOL"]);
        Assert.Equal("job", variables["OTEL_SERVICE_NAME"]);
    }

    [Fact]
    public async Task Executable_OfWhichNobodySaidSo_IsToldNothing()
    {
        await using var application = await StartAsync(_addresses, builder => builder.AddExecutable("job", "job", "."));

        Assert.DoesNotContain(await VariablesAsync(application, "job"), variable => variable.Key.StartsWith("OTEL_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WithEnvironment_AfterTheExporter_Wins()
    {
        await using var application = await StartAsync(_addresses, builder => builder.AddProject<BuiltProject>("web")
            .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317").WithEnvironment("OTEL_SERVICE_NAME", "other"));
        var variables = await VariablesAsync(application, "web");

        Assert.Equal("http://collector:4317", variables["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        Assert.Equal("other", variables["OTEL_SERVICE_NAME"]);
    }

    private static Task<TestApplication> StartAsync(
        DashboardEndpoints.Addresses? addresses, Action<IDistributedApplicationBuilder> declare, params string[] args) =>
        TestApplication.StartAsync(
            builder =>
            {
                var dashboard = new DashboardEndpoints();
                if (addresses is not null)
                {
                    dashboard.Set(addresses);
                }

                builder.Services.AddSingleton(dashboard);
                declare(builder);
            },
            args: args);

    private static async Task<IReadOnlyDictionary<string, string>> VariablesAsync(TestApplication application, string resource) =>
        (await application.Launcher.InstanceAsync(resource)).Spec.Environment;
}
