using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace EchoApp.Hosting.Engine.Endpoints;

/// <summary>The proxies of a resource, one for each endpoint that has one, for all of its instances.</summary>
internal sealed class ResourceProxies : IAsyncDisposable
{
    private readonly Dictionary<string, EndpointProxy> _proxies = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Listens on the ports that the endpoints were given.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">A port is taken.</exception>
    public ResourceProxies(IResource resource)
    {
        try
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => IsProxied(resource, endpoint)))
            {
                _proxies.Add(endpoint.Name, new EndpointProxy(endpoint.AllocatedEndpoint!.Port));
            }
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>Whether the engine proxies the endpoint; that of containers publishes its ports by itself.</summary>
    public static bool IsProxied(IResource resource, EndpointAnnotation endpoint) => endpoint.IsProxied && !resource.IsContainer();

    /// <summary>From now on connections may go to the instance.</summary>
    /// <param name="targetPorts">Endpoint name → the port that it listens on.</param>
    /// <param name="isReady">Whether it is to be preferred now to those that are not.</param>
    public InstanceTraffic Join(IReadOnlyDictionary<string, int> targetPorts, Func<bool> isReady) =>
        new([.. _proxies.Select(proxy => (proxy.Value.Targets, new ProxyTarget(targetPorts[proxy.Key], isReady)))]);

    /// <summary>Takes no more connections; those that are open stay so.</summary>
    public void Close()
    {
        foreach (var proxy in _proxies.Values)
        {
            proxy.Close();
        }
    }

    /// <summary>Returns when every open connection has come to its end.</summary>
    public Task DrainAsync() => Task.WhenAll(_proxies.Values.Select(proxy => proxy.DrainAsync()));

    /// <summary>Cuts what is open.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(_proxies.Values.Select(proxy => proxy.DisposeAsync().AsTask()));
}
