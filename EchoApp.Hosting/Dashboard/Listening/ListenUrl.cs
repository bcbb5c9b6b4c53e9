using System.Globalization;
using System.Net;
using Aspire.Hosting;
using Microsoft.AspNetCore.Http;

namespace EchoApp.Hosting.Dashboard.Listening;

/// <summary>One URL to listen on.</summary>
/// <param name="Key">The configuration key that it comes from; null where nobody asked for one.</param>
/// <param name="Scheme">http or https.</param>
/// <param name="Host">A name, an address (of IPv6 in brackets), or <c>*</c>.</param>
/// <param name="Port">0 for a free one.</param>
internal sealed record ListenUrl(string? Key, string Scheme, string Host, int Port)
{
    private const string Localhost = "localhost";

    public bool IsHttps => Scheme == "https";

    /// <summary>Whether it is this machine by both its addresses, of IPv4 and of IPv6.</summary>
    public bool IsLocalhost => Host.Equals(Localhost, StringComparison.OrdinalIgnoreCase) || Host.EndsWith("." + Localhost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Null for a name.</summary>
    public IPAddress? Address => IPAddress.TryParse(Host, out var address) ? address : null;

    /// <summary>Whether only this machine reaches it.</summary>
    public bool IsLoopback => IsLocalhost || (Address is { } address && IPAddress.IsLoopback(address));

    /// <summary>Whether it stands for every address of the machine.</summary>
    public bool IsAny => Host is "*" or "+" || IPAddress.Any.Equals(Address) || IPAddress.IPv6Any.Equals(Address);

    /// <summary>What to open, on this machine.</summary>
    public Uri Uri => new(string.Create(CultureInfo.InvariantCulture, $"{Scheme}://{(IsAny ? Localhost : Host)}:{Port}"));

    public static ListenUrl OfFreePort(string? key = null) => new(key, "http", Localhost, 0);

    /// <summary>Several are separated by semicolons.</summary>
    /// <exception cref="DistributedApplicationException">One is none; the message names the key.</exception>
    public static IReadOnlyList<ListenUrl> Parse(string key, string? urls) =>
        [.. (urls ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(url => ParseOne(key, url))];

    private static ListenUrl ParseOne(string key, string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            if (address.Scheme.ToLowerInvariant() is "http" or "https" && !address.IsUnixPipe && !address.IsNamedPipe && address.PathBase.Length == 0
                && address.Port is >= 0 and <= ushort.MaxValue && (address.Host is "*" or "+" || Uri.CheckHostName(address.Host) != UriHostNameType.Unknown))
            {
                return new ListenUrl(key, address.Scheme.ToLowerInvariant(), address.Host, address.Port);
            }
        }
        catch (FormatException)
        {
        }

        throw new DistributedApplicationException($"{key} must be a URL such as http://localhost:15888, not '{url}'.");
    }
}
