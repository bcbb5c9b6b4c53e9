using System.Net;
using EchoApp.Hosting.Dashboard.Listening;
using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Access;

/// <summary>
/// The names by which the dashboard lets itself be called. A page of somebody else's that has its own name point to this machine (DNS rebinding)
/// calls it by that.
/// </summary>
internal sealed class AllowedHosts(IEnumerable<ListenUrl> urls)
{
    private readonly ListenUrl[] _configured = [.. urls.Where(url => url.Key is not null)];

    public bool Admit(HostString host) =>
        host.HasValue && new ListenUrl(Key: null, "http", host.Host, Port: 0) is var called && (called.IsLoopback || _configured.Any(url => IsOf(url, called)));

    // Addresses cannot be rebound, and where every address is listened on each of them is right.
    private static bool IsOf(ListenUrl url, ListenUrl called) => url.IsAny
        ? called.Address is not null || called.Host.Equals(Dns.GetHostName(), StringComparison.OrdinalIgnoreCase)
        : called.Host.Equals(url.Host, StringComparison.OrdinalIgnoreCase);
}
