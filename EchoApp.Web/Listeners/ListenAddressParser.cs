using System.Net;
using EchoApp.Web.Logging;

namespace EchoApp.Web.Listeners;

/// <summary>
/// The grammar of <c>Listen</c>: <c>any</c>, <c>loopback</c> (or <c>localhost</c>), an IP address, or a comma-separated list of these.
/// <c>0.0.0.0</c> is every IPv4 address, <c>::</c> every IPv6 address, <c>any</c> both.
/// </summary>
internal static class ListenAddressParser
{
    public const string Any = "any";
    public const string Loopback = "loopback";

    public static IReadOnlyList<ListenAddress> Parse(string text)
    {
        var parsed = text.Split(',', StringSplitOptions.TrimEntries).SelectMany(word => ParseWord(word, text)).ToList();
        return
        [
            .. parsed
                .Where(address => address.IsWildcard || !parsed.Exists(other => Covers(other, address)))
                .GroupBy(address => address.Address)
                .Select(same => new ListenAddress(same.Key, same.Any(address => address.Required))),
        ];
    }

    private static bool Covers(ListenAddress wildcard, ListenAddress address) =>
        wildcard.IsWildcard && wildcard.Address.AddressFamily == address.Address.AddressFamily;

    private static ListenAddress[] ParseWord(string word, string text) => word.ToLowerInvariant() switch
    {
        Any or "*" => [new(IPAddress.Any, true), new(IPAddress.IPv6Any, false)],
        Loopback or "localhost" => [new(IPAddress.Loopback, true), new(IPAddress.IPv6Loopback, false)],
        _ when IsAddress(word, out var address) => [new(address, true)],
        _ => throw new StartupException(
            $"Listen={LogText.Escape(text)}: \"{LogText.Escape(word)}\" is not an address to listen on. " +
            "Use any, loopback, an IP address, or a comma-separated list of these."),
    };

    /// <summary>IPAddress also takes "6000" and "1.2" as addresses; here an IPv4 address has four parts.</summary>
    private static bool IsAddress(string word, out IPAddress address)
    {
        var parsed = IPAddress.TryParse(word, out var found);
        address = found ?? IPAddress.None;
        return parsed && (word.Contains(':') ? !word.Contains('[') : word.Count(c => c == '.') == 3);
    }
}
