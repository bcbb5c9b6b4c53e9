using System.Globalization;
using System.Net;
using Aspire.Hosting;
using EchoApp.Tests.Hosting.Engine.Replicas;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine.Health;

public sealed class HttpHealthCheckTests
{
    [Theory]
    [InlineData("/teapot", 418, null)]
    [InlineData("/teapot", null, "/teapot answers 418, not 200.")]
    [InlineData("/elsewhere", null, "/elsewhere answers 302, not 200.")]
    public async Task Check_OfAnEndpoint_TakesTheExpectedStatusOnlyAndFollowsNoRedirect(string path, int? status, string? complaint)
    {
        await using var application = await TestApplication.StartAsync(builder =>
            builder.AddExecutable("job", "job", ".").WithHttpEndpoint(isProxied: false).WithHttpHealthCheck(path, status));
        var deaf = await application.SnapshotAsync("job", snapshot => snapshot.HealthStatus == HealthStatus.Unhealthy);
        Assert.StartsWith($"{deaf.Urls.Single().Url}{path} does not answer: ", Assert.Single(deaf.HealthReports).Description, StringComparison.Ordinal);

        await using var server = await ServerAsync(new Uri(deaf.Urls.Single().Url).Port);
        await application.Time.ElapseAsync(TimeSpan.FromSeconds(1));

        var answered = await application.SnapshotAsync("job", snapshot =>
            snapshot.HealthReports.Any(report => report.LastRunAt == application.Time.GetUtcNow().UtcDateTime));
        Assert.Equal(complaint is null ? HealthStatus.Healthy : HealthStatus.Unhealthy, answered.HealthStatus);
        Assert.EndsWith(complaint ?? "", answered.HealthReports.Single().Description ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfReplicas_AsksEachAtItsOwnPort()
    {
        await using var application = await TestApplication.StartAsync(builder =>
            builder.AddWeb(2).WithHttpEndpoint(env: "PORT").WithHttpHealthCheck("/teapot", 418));
        var ids = await application.RunningAsync(2);
        var ports = ids.Select(id => int.Parse(application.Launcher.Of(id)!.Spec.Environment["PORT"], CultureInfo.InvariantCulture)).ToArray();
        await using var server = await ServerAsync(ports[0]);

        await Eventually.TrueAsync(
            () =>
            {
                application.Time.Advance(TimeSpan.FromSeconds(1));
                return application.Now(ids[0]).HealthStatus == HealthStatus.Healthy && application.Now(ids[1]).HealthStatus is not null;
            },
            "both have been checked");

        Assert.Equal(HealthStatus.Unhealthy, application.Now(ids[1]).HealthStatus);
        var reports = ids.Select(id => Assert.Single(application.Now(id).HealthReports)).ToArray();
        Assert.Equal(reports[0].Name, reports[1].Name);
        Assert.StartsWith($"http://localhost:{ports[1]}/teapot does not answer: ", reports[1].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfTheEndpointOfAnotherResource_AsksItAtItsAddress()
    {
        await using var application = await TestApplication.StartAsync(builder =>
        {
            var web = builder.AddWeb(2).WithHttpEndpoint(env: "PORT").WithExplicitStart();
            builder.AddExecutable("job", "job", ".").WithHttpEndpoint().WithHttpHealthCheck(() => web.GetEndpoint("http"), "/teapot");
        });

        var job = await application.SnapshotAsync("job", snapshot => snapshot.HealthStatus == HealthStatus.Unhealthy);

        Assert.StartsWith($"{application.Replicas()[0].Snapshot.Urls.Single().Url}/teapot does not answer: ", job.HealthReports.Single().Description, StringComparison.Ordinal);
    }

    private static async Task<WebApplication> ServerAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var server = builder.Build();
        server.MapGet("/teapot", () => Results.StatusCode(418));
        server.MapGet("/elsewhere", () => Results.Redirect("/teapot"));
        await server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }
}
