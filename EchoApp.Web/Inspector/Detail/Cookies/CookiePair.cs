namespace EchoApp.Web.Inspector.Detail.Cookies;

/// <summary>A cookie as sent: not decoded, quotes kept (RFC 6265bis section 5.6). One without an equals sign has no name, but a value.</summary>
internal sealed record CookiePair(string Name, string Value)
{
    /// <param name="fields">Name and value of each field line.</param>
    public static IReadOnlyList<CookiePair> Read(IReadOnlyList<string[]> fields) =>
    [
        .. fields.Where(field => field[0].Equals("Cookie", StringComparison.OrdinalIgnoreCase))
            .SelectMany(field => field[1].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(Of),
    ];

    private static CookiePair Of(string pair)
    {
        var equals = pair.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? new("", pair) : new(pair[..equals].TrimEnd(), pair[(equals + 1)..].TrimStart());
    }
}
