using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using EchoApp.Hosting.Engine.Endpoints;
using EchoApp.Tests.Hosting.Engine.Processes;
using EchoApp.Tests.TestHost;
using Xunit;

namespace EchoApp.Tests.Hosting.Testing;

/// <summary>EchoApp's AppHost leaves nothing in the process of the tests, nor beside it.</summary>
[Collection(nameof(AloneInTheProcess))]
public sealed class LeftoverTests
{
    private const string Mark = "ECHOAPP_TESTS_RUN";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dispose_EndsTheProcessesAndFreesThePorts()
    {
        var run = Guid.NewGuid().ToString("N");
        var appHost = await TestedAppHost.StartAsync(builder => builder
            .CreateResourceBuilder((ProjectResource)builder.Resources.Single(resource => resource.Name == "web")).WithEnvironment(Mark, run));
        int[] ports = [appHost.App.GetEndpoint("web", "echo").Port, appHost.App.GetEndpoint("web", "pages").Port];
        Assert.NotEmpty(ProcessTable.WithVariable(Mark, run));

        await appHost.DisposeAsync();

        Assert.Empty(ProcessTable.WithVariable(Mark, run));
        Assert.All(ports, port => Assert.True(FreePorts.IsFree(port, ProtocolType.Tcp)));
    }

    [Fact]
    public async Task Twenty_side_by_side_and_their_disposal_leave_nothing()
    {
        await using (await TestedAppHost.StartAsync())
        {
        }

        var appHosts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TestedAppHost.StartAsync()));
        Assert.Equal(20, EntryPoints().Count);

        await Task.WhenAll(appHosts.Select(appHost => appHost.DisposeAsync().AsTask()));

        await Eventually.TrueAsync(() => EntryPoints().Count == 0, "the entry points have ended");
        await Eventually.TrueAsync(() => ProcessTable.Children(Environment.ProcessId).Count == 0, "no process is left");
    }

    [Fact]
    public async Task Builders_that_are_never_built_leave_no_thread()
    {
        for (var i = 0; i < 20; i++)
        {
            await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<global::Projects.EchoApp_AppHost>(Cancellation);
        }

        await Eventually.TrueAsync(() => EntryPoints().Count == 0, "the entry points have ended");
    }

    // proc(5): the name of a thread is cut off after 15 characters.
    private static List<string> EntryPoints() => [.. Directory.EnumerateDirectories("/proc/self/task")
        .Select(task => Read(Path.Combine(task, "comm"))).Where(name => name.StartsWith("Entry point of", StringComparison.Ordinal))];

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            // The thread has just ended.
            return "";
        }
    }
}
