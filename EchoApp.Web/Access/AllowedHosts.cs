using System.Net;

namespace EchoApp.Web.Access;

/// <summary>
/// The names by which the API may be asked: <c>localhost</c>, addresses, and those that are given. A page elsewhere can have its own name lead here,
/// and its browser then takes it for ours; an address it cannot take.
/// </summary>
internal sealed class AllowedHosts(IEnumerable<string> names)
{
    // As requests have them: with the letters that xn--… stands for.
    private readonly string[] _names = [.. names.Select(name => HostString.FromUriComponent(name).Host)];

    public bool Allow(HostString host) =>
        host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host.Host.AsSpan().Trim("[]"), out _)
        || _names.Contains(host.Host, StringComparer.OrdinalIgnoreCase);
}
