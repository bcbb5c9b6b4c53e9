using System.Net.Http.Headers;
using EchoApp.Tests.Web.Bins;

namespace EchoApp.Tests.Web.Replicas;

/// <summary>Three webs, started together on a store that is empty, behind HAProxy.</summary>
internal sealed class ReplicatedWeb : IAsyncDisposable
{
    private readonly (string, string)[][] _environments;
    private readonly BinnedWeb[] _webs = new BinnedWeb[3];
    private HaProxy? _balancer;

    private ReplicatedWeb(string store, (string, string)[] environment) =>
        _environments = [.. _webs.Select(_ => ((string, string)[])
            [("ConnectionStrings__store", store), ("ECHO_PORT", $"{FreePort.Choose()}"), ("PAGES_PORT", $"{FreePort.Choose()}"), .. environment])];

    public IReadOnlyList<BinnedWeb> Webs => _webs;

    public HaProxy Balancer => _balancer ?? throw new InvalidOperationException("It has not started.");

    /// <summary>The API through the balancer, each request over a connection of its own, which goes to the next web.</summary>
    public HttpClient Api { get; } = new() { DefaultRequestHeaders = { ConnectionClose = true, Authorization = new AuthenticationHeaderValue("Bearer", BinnedWeb.Token) } };

    public static async Task<ReplicatedWeb> StartAsync(string store, params (string Name, string Value)[] environment)
    {
        HaProxy.Require();
        var replicas = new ReplicatedWeb(store, environment);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, replicas._webs.Length).Select(replicas.StartAsync));
            replicas._balancer = await HaProxy.StartAsync([.. replicas._webs.Select(web => web.Process)]);
            replicas.Api.BaseAddress = new Uri($"http://{replicas.Balancer.Pages}/api/");
            return replicas;
        }
        catch
        {
            await replicas.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts one that has ended, or not been started yet, on its ports.</summary>
    public async Task StartAsync(int replica)
    {
        if (_webs[replica] is { } ended)
        {
            await ended.DisposeAsync();
        }

        _webs[replica] = await BinnedWeb.StartAsync(_environments[replica]);
    }

    /// <summary>Ends one with SIGKILL.</summary>
    public async Task KillAsync(int replica)
    {
        await _webs[replica].Process.SignalAsync("KILL");
        await _webs[replica].Process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        if (_balancer is not null)
        {
            await _balancer.DisposeAsync();
        }

        foreach (var web in _webs)
        {
            if (web is not null)
            {
                await web.DisposeAsync();
            }
        }
    }
}
