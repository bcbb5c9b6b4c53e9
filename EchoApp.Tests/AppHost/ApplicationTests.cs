using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace EchoApp.Tests.AppHost;

/// <summary>AppHost.cs in Aspire's host of tests.</summary>
public sealed class ApplicationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_echo_answers_with_the_callers_headers()
    {
        await using var appHost = await TestedAppHost.StartAsync();

        Assert.Equal("here", await EchoedAsync(appHost, "here"));
    }

    [Fact]
    public async Task The_addresses_of_both_endpoints_are_told()
    {
        await using var appHost = await TestedAppHost.StartAsync();

        var echo = appHost.App.GetEndpoint("web", "echo");
        var pages = appHost.App.GetEndpoint("web", "pages");

        Assert.Equal(("http", "localhost"), (echo.Scheme, echo.Host));
        using var client = appHost.App.CreateHttpClient("web", "pages");
        Assert.Equal(pages, client.BaseAddress);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health", Cancellation)).StatusCode);
    }

    [Fact]
    public async Task What_the_application_has_not_got_cannot_be_reached()
    {
        await using var appHost = await TestedAppHost.StartAsync();

        Assert.Throws<ArgumentException>("resourceName", () => appHost.App.GetEndpoint("wbe"));
        Assert.Throws<ArgumentException>("endpointName", () => appHost.App.CreateHttpClient("web", "eco"));

        // Without a name it would have to be called http or https.
        Assert.Throws<ArgumentException>("endpointName", () => appHost.App.CreateHttpClient("web"));
        await Assert.ThrowsAsync<ArgumentException>("resourceName", () => appHost.App.GetConnectionStringAsync("web", Cancellation).AsTask());
    }

    [Fact]
    public async Task Ports_given_as_arguments_are_used()
    {
        var port = FreePort();
        await using var appHost = await TestedAppHost.StartAsync(string.Create(CultureInfo.InvariantCulture, $"--Ports:Echo={port}"));

        Assert.Equal(port, appHost.App.GetEndpoint("web", "echo").Port);
        Assert.Equal("here", await EchoedAsync(appHost, "here"));
    }

    [Fact]
    public async Task A_test_can_change_the_model_before_it_is_built()
    {
        await using var appHost = await TestedAppHost.StartAsync(builder => builder
            .CreateResourceBuilder((ProjectResource)builder.Resources.Single(resource => resource.Name == "web"))
            .WithEnvironment("Echo__MaxBodyLength", "4"));
        using var client = appHost.App.CreateHttpClient("web", "echo");

        using var fits = await client.PostAsync("/", new StringContent("four"), Cancellation);
        using var tooLong = await client.PostAsync("/", new StringContent("fives"), Cancellation);

        Assert.Equal(HttpStatusCode.OK, fits.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLong.StatusCode);
    }

    [Fact]
    public async Task Five_run_side_by_side()
    {
        var appHosts = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => TestedAppHost.StartAsync()));
        try
        {
            var echoed = await Task.WhenAll(appHosts.Select((appHost, i) => EchoedAsync(appHost, $"caller {i}")));

            Assert.Equal(Enumerable.Range(0, 5).Select(i => $"caller {i}"), echoed);
            Assert.Equal(5, appHosts.Select(appHost => appHost.App.GetEndpoint("web", "echo").Port).Distinct().Count());
        }
        finally
        {
            await Task.WhenAll(appHosts.Select(appHost => appHost.DisposeAsync().AsTask()));
        }
    }

    [Fact]
    public async Task The_AppHost_runs_as_its_launch_profile_says_unless_the_test_says_otherwise()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.EchoApp_AppHost>(Cancellation);
        await using var other = await DistributedApplicationTestingBuilder.CreateAsync<Projects.EchoApp_AppHost>(["--environment=Staging"], Cancellation);

        Assert.True(builder.Environment.IsDevelopment());
        Assert.Equal("Staging", other.Environment.EnvironmentName);
        Assert.Equal(Projects.EchoApp_AppHost.ProjectPath, builder.AppHostDirectory);
    }

    private static async Task<string?> EchoedAsync(TestedAppHost appHost, string value)
    {
        using var client = appHost.App.CreateHttpClient("web", "echo");
        client.DefaultRequestHeaders.Add("X-Test", value);
        using var echo = JsonDocument.Parse(await client.GetStringAsync("/", Cancellation));
        return echo.RootElement.GetProperty("headers").GetProperty("X-Test").GetString();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
