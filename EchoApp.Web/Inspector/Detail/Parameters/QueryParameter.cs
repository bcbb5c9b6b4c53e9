using System.Text;
using EchoApp.Web.Echo;
using EchoApp.Web.Echo.Body.Charsets;

namespace EchoApp.Web.Inspector.Detail.Parameters;

/// <summary>A parameter of a query, which may have only a name.</summary>
/// <param name="Name">Decoded as the URL Standard does.</param>
/// <param name="Value">The same; null where there is no equals sign.</param>
/// <param name="Sent">Both as they came.</param>
internal sealed record QueryParameter(string Name, string? Value, string Sent)
{
    /// <summary>In the order in which they came. What is more than <see cref="NamedValues.MaxCount"/> is left out.</summary>
    public static IReadOnlyList<QueryParameter> Read(string? query) =>
        query is null ? [] : [.. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Take(NamedValues.MaxCount).Select(Of)];

    private static QueryParameter Of(string sent)
    {
        var (name, value) = UrlEncoded.ParsePair(Encoding.UTF8.GetBytes(sent), Charset.Utf8, out _);
        return new(name, sent.Contains('=', StringComparison.Ordinal) ? value : null, sent);
    }
}
