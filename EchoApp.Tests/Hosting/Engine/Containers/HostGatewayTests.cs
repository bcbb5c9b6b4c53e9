using System.Net;
using System.Net.Sockets;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Dashboard;
using EchoApp.Hosting.Engine.Endpoints;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static EchoApp.Tests.Hosting.Engine.Containers.ContainerModel;

namespace EchoApp.Tests.Hosting.Engine.Containers;

/// <summary>Containers that reach what runs on this machine.</summary>
public sealed class HostGatewayTests
{
    // A connection that gives its first line.
    private const string ReadALine = "exec 3<>\"/dev/tcp/$API_HOST/$API_PORT\"; read -r line <&3 && echo \"$API_HOST $line $API_HTTP\"";

    [Theory]
    [InlineData(true, "127.0.0.1")]
    [InlineData(false, "127.0.0.1")]
    [InlineData(false, "0.0.0.0")]
    public async Task Container_WithAReferenceToAProcess_ReachesItByTheNameOfTheMachine(bool isProxied, string address)
    {
        await ContainerEngine.RequireAsync();
        var port = FreePorts.Next(new HashSet<int>(), ProtocolType.Tcp);
        using var listener = new TcpListener(IPAddress.Parse(address), port);
        await using var application = await StartAsync(builder =>
        {
            var api = builder.AddExecutable("api", "sleep", ".", "600").WithHttpEndpoint(targetPort: port, isProxied: isProxied);
            var endpoint = api.GetEndpoint("http");
            builder.AddContainer("client", ContainerEngine.Image, ContainerEngine.Tag).WithEntrypoint("bash").WithArgs("-c", "trap exit INT TERM; until (" + ReadALine + ") 2>/dev/null; do sleep 0.1; done")
                .WithEnvironment("API_HOST", endpoint.Property(EndpointProperty.Host)).WithEnvironment("API_PORT", endpoint.Property(EndpointProperty.Port))
                .WithReference(endpoint);
        });
        await application.StateAsync("client", KnownResourceStates.Running);

        // Only now: whatever the gateway listens on must not be in the way of a process that starts later.
        listener.Start();
        var serving = ServeAsync(listener);
        await application.StateAsync("client", KnownResourceStates.Finished);

        var line = Assert.Single(await application.LinesAsync("client"));
        Assert.Matches("^host\\.docker\\.internal hello http://host\\.docker\\.internal:[0-9]+$", line);
        listener.Stop();
        await serving;
    }

    [Fact]
    public async Task Container_ThatSendsTelemetry_ReachesTheReceiverOfThisProcess()
    {
        await ContainerEngine.RequireAsync();
        using var receiver = new TcpListener(IPAddress.Loopback, 0);
        receiver.Start();
        var serving = ServeAsync(receiver);
        var address = new Uri($"http://localhost:{((IPEndPoint)receiver.LocalEndpoint).Port}");
        var dashboard = new DashboardEndpoints();
        dashboard.Set(new DashboardEndpoints.Addresses(address, null, address, address, "key"));

        var lines = await LinesOfAsync(builder =>
        {
            builder.Services.AddSingleton(dashboard);
            return builder.AddContainer("client", ContainerEngine.Image, ContainerEngine.Tag).WithOtlpExporter().WithEntrypoint("bash").WithArgs(
                "-c", "url=${OTEL_EXPORTER_OTLP_ENDPOINT#http://}; exec 3<>\"/dev/tcp/${url%:*}/${url#*:}\"; read -r line <&3; echo \"$OTEL_SERVICE_NAME ${url%:*} $line\"");
        });

        Assert.Contains("client host.docker.internal hello", lines);
        receiver.Stop();
        await serving;
    }

    private static async Task ServeAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var caller = await listener.AcceptSocketAsync(Cancel);
                await caller.SendAsync(Encoding.ASCII.GetBytes("hello\n"), Cancel);
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
