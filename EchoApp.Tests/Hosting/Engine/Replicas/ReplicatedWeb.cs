using System.Globalization;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine.Replicas;

/// <summary>Three processes of EchoApp.Web behind the proxies of two endpoints.</summary>
internal sealed class ReplicatedWeb(TestApplication application) : IAsyncDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Eventually.Deadline };

    public TestApplication Application => application;

    public Uri Echo { get; } = new(application.Replicas()[0].Snapshot.Urls.Single(url => url.Name == "echo").Url);

    public static async Task<ReplicatedWeb> StartAsync()
    {
        var web = new ReplicatedWeb(await TestApplication.StartAsync(
            builder => builder.AddProject<BuiltWeb>("web").WithReplicas(3)
                .WithHttpEndpoint(name: "echo", env: "ECHO_PORT").WithHttpEndpoint(name: "pages", env: "PAGES_PORT")
                .WithHttpHealthCheck("/alive", endpointName: "pages"),
            realProcesses: true));
        await web.HealthyAsync();
        return web;
    }

    /// <summary>Waits until all replicas are healthy; the clock that the checks go by stands still otherwise.</summary>
    public Task HealthyAsync() => Eventually.TrueAsync(
        () =>
        {
            application.Time.Advance(TimeSpan.FromSeconds(1));
            return application.Replicas().All(replica => replica.Snapshot.HealthStatus == HealthStatus.Healthy);
        },
        "all replicas are healthy");

    /// <summary>Asks on a connection of its own.</summary>
    /// <returns>Which process has answered: the port that it listens on.</returns>
    public async Task<int> AskAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Echo) { Headers = { ConnectionClose = true } };
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return Port(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public static int Port(string json) => JsonDocument.Parse(json).RootElement.GetProperty("connection").GetProperty("local").GetProperty("port").GetInt32();

    public CustomResourceSnapshot Of(int port) => Replica(port).Snapshot;

    public string IdOf(int port) => Replica(port).ResourceId;

    public static int ProcessOf(CustomResourceSnapshot snapshot) => (int)snapshot.Properties.Single(property => property.Name == "executable.pid").Value!;

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await application.DisposeAsync();
    }

    private ResourceEvent Replica(int port) => application.Replicas().Single(replica => replica.Snapshot.EnvironmentVariables.Any(
        variable => variable.Name == "ECHO_PORT" && variable.Value == port.ToString(CultureInfo.InvariantCulture)));
}
