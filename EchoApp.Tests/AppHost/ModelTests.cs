using System.Globalization;
using System.Net;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace EchoApp.Tests.AppHost;

/// <summary>AppHost.cs in Aspire's host of tests, as arguments and tests change it.</summary>
public sealed class ModelTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ports_given_as_arguments_are_used_and_a_test_can_change_the_model_before_it_is_built()
    {
        var port = FreePort.Choose();
        await using var appHost = await TestedAppHost.StartAsync(
            builder => builder.CreateResourceBuilder((ProjectResource)builder.Resources.Single(resource => resource.Name == "web")).WithEnvironment("Echo__MaxBodyLength", "4"),
            string.Create(CultureInfo.InvariantCulture, $"--Ports:Echo={port}"));
        Assert.Equal(port, appHost.App.GetEndpoint("web", "echo").Port);
        using var client = appHost.App.CreateHttpClient("web", "echo");

        using var fits = await client.PostAsync("/", new StringContent("four"), Cancel);
        using var tooLong = await client.PostAsync("/", new StringContent("fives"), Cancel);

        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLong.StatusCode);
    }

    [Fact]
    public async Task Several_run_side_by_side()
    {
        var appHosts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => TestedAppHost.StartAsync()));
        try
        {
            foreach (var appHost in appHosts)
            {
                using var client = appHost.App.CreateHttpClient("web", "echo");
                Assert.Contains("\"headers\":{", await client.GetStringAsync("/", Cancel), StringComparison.Ordinal);
            }

            Assert.Equal(3, appHosts.Select(appHost => appHost.App.GetEndpoint("web", "echo").Port).Distinct().Count());
        }
        finally
        {
            await Task.WhenAll(appHosts.Select(appHost => appHost.DisposeAsync().AsTask()));
        }
    }

    [Theory]
    [InlineData("--operation=run")]
    [InlineData("--operation=publish")]
    public async Task A_place_of_traces_that_is_named_is_where_web_links_to(string operation)
    {
        const string Place = "https://traces.example/{traceId}";

        Assert.Equal(Place, await TraceUrlAsync(operation, $"--Telemetry:TraceUrl={Place}"));
        Assert.Null(await TraceUrlAsync(operation));
    }

    [Fact]
    public async Task The_AppHost_runs_as_its_launch_profile_says_unless_the_test_says_otherwise()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.EchoApp_AppHost>(Cancel);
        await using var other = await DistributedApplicationTestingBuilder.CreateAsync<Projects.EchoApp_AppHost>(["--environment=Staging"], Cancel);

        Assert.True(builder.Environment.IsDevelopment());
        Assert.Equal("Staging", other.Environment.EnvironmentName);
        Assert.Equal(Projects.EchoApp_AppHost.ProjectPath, builder.AppHostDirectory);
    }

    private static async Task<object?> TraceUrlAsync(params string[] args)
    {
        await using var appHost = await TestedAppHost.BuildAsync(static _ => { }, args);
        var execution = appHost.App.Services.GetRequiredService<DistributedApplicationExecutionContext>();
        var context = new EnvironmentCallbackContext(execution, appHost.Resource("web"), cancellationToken: Cancel);
        foreach (var declared in context.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
        {
            await declared.Callback(context);
        }

        return context.EnvironmentVariables.GetValueOrDefault("Telemetry__TraceUrl");
    }
}
