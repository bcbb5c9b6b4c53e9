using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Aspire.Hosting.ApplicationModel;
using EchoApp.Hosting.Engine.Endpoints;
using EchoApp.Tests.Hosting.Engine.Endpoints;
using EchoApp.Tests.Hosting.Engine.Processes;
using Xunit;

namespace EchoApp.Tests.Hosting.Engine.Replicas;

/// <summary>Real processes behind a real proxy.</summary>
public sealed class ReplicatedWebTests
{
    private static readonly string _body = new('x', 1000);

    [Fact]
    public async Task Requests_to_the_declared_endpoint_go_to_the_replicas_in_turn()
    {
        await using var web = await ReplicatedWeb.StartAsync();

        var ports = new List<int>();
        for (var i = 0; i < 9; i++)
        {
            ports.Add(await web.AskAsync());
        }

        Assert.Equal(3, ports.Distinct().Count());
        Assert.Equal(ports[..3], ports[3..6]);
        Assert.Equal(ports[..3], ports[6..]);
        Assert.DoesNotContain(web.Echo.Port, ports);
    }

    [Fact]
    public async Task A_replica_that_is_killed_leaves_the_others_serving_every_request()
    {
        await using var web = await ReplicatedWeb.StartAsync();
        var victim = await web.AskAsync();
        var (id, process) = (web.IdOf(victim), ReplicatedWeb.ProcessOf(web.Of(victim)));
        using var enough = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 8).Select(_ => CallAsync(web, enough.Token)).ToArray();

        Process.GetProcessById(process).Kill();
        await Eventually.TrueAsync(() => !ProcessTable.IsAlive(process), "it is dead");
        var afterDeath = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => web.AskAsync()));
        await web.Application.StateAsync(id, KnownResourceStates.Exited);
        var afterExit = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => web.AskAsync()));
        await enough.CancelAsync();

        Assert.All(await Task.WhenAll(callers), answered => Assert.True(answered > 0));
        Assert.Equal(2, afterDeath.Distinct().Count());
        Assert.Equal(2, afterExit.Distinct().Count());
        Assert.DoesNotContain(victim, afterDeath.Concat(afterExit));
        await web.Application.StatesAsync("Exited", "Running", "Running");
    }

    [Fact]
    public async Task Restarting_the_replicas_one_by_one_fails_no_request()
    {
        await using var web = await ReplicatedWeb.StartAsync();
        using var enough = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 4).Select(_ => CallAsync(web, enough.Token, mayFail: false)).ToArray();

        foreach (var replica in web.Application.Replicas())
        {
            Assert.True((await web.Application.CommandAsync(replica.ResourceId, "restart")).Success);
            await web.HealthyAsync();
        }

        await enough.CancelAsync();
        Assert.All(await Task.WhenAll(callers), answered => Assert.True(answered > 0));
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("restart")]
    [InlineData("application")]
    public async Task A_request_under_way_on_a_replica_that_is_stopped_is_answered_in_full(string stop)
    {
        await using var web = await ReplicatedWeb.StartAsync();
        using var caller = await TestSockets.CallAsync(web.Echo.Port);
        await SendAsync(caller, $"POST /slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: {_body.Length}\r\nExpect: 100-continue\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 100", await TestSockets.ReadAsync(caller, 25), StringComparison.Ordinal);
        await SendAsync(caller, _body[..500]);

        // Which one it is, nobody can ask; all of them are stopped.
        var stopping = stop == "application" ? web.Application.StopAsync() : web.Application.CommandAsync("web", stop);
        await Eventually.TrueAsync(() => web.Application.States().Contains("Stopping") && web.Application.States().Count(state => state != "Stopping") == 2, "only that one has not ended");
        await SendAsync(caller, _body[500..]);
        var answer = Encoding.UTF8.GetString(await TestSockets.ReadToEndAsync(caller));

        Assert.StartsWith("HTTP/1.1 200 OK", answer, StringComparison.Ordinal);
        Assert.Contains($"\"length\":{_body.Length}", answer, StringComparison.Ordinal);
        Assert.Contains(_body, answer, StringComparison.Ordinal);
        Assert.EndsWith("}", answer.TrimEnd(), StringComparison.Ordinal);
        await stopping;
    }

    [Fact]
    public async Task The_end_of_the_application_is_not_held_up_by_idle_connections_and_frees_the_port()
    {
        await using var web = await ReplicatedWeb.StartAsync();
        using var idle = await TestSockets.CallAsync(web.Echo.Port);
        await SendAsync(idle, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200", await TestSockets.ReadAsync(idle, 15), StringComparison.Ordinal);
        var started = Stopwatch.GetTimestamp();

        await web.Application.StopAsync();

        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(8), "The grace of a process is 15 s, that of EchoApp.Web 10 s.");
        Assert.Equal(["Exited", "Exited", "Exited"], web.Application.States());
        Assert.All(web.Application.Replicas(), replica => Assert.Equal(0, replica.Snapshot.ExitCode));
        Assert.True(FreePorts.IsFree(web.Echo.Port, ProtocolType.Tcp));
    }

    // How many requests have been answered, one after the other, until it is enough.
    private static async Task<int> CallAsync(ReplicatedWeb web, CancellationToken enough, bool mayFail = true)
    {
        var answered = 0;
        while (!enough.IsCancellationRequested)
        {
            try
            {
                await web.AskAsync();
                answered++;
            }
            catch (HttpRequestException) when (mayFail)
            {
                // It was under way when the process was killed.
            }
        }

        return answered;
    }

    private static async Task SendAsync(Socket socket, string text) => await socket.SendAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
}
