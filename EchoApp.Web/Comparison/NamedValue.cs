using System.Text;
using EchoApp.Web.Echo;
using EchoApp.Web.Echo.Body.Charsets;

namespace EchoApp.Web.Comparison;

/// <param name="Name">A name, decoded where that is to be done.</param>
/// <param name="Value">Its value, the same; null for a parameter that is only a name.</param>
/// <param name="SentName">The name as sent.</param>
/// <param name="Sent">Of a parameter all of it as sent; of a field, whose value is as sent anyway, its name.</param>
internal readonly record struct NamedValue(string Name, string? Value, string SentName, string Sent)
{
    /// <param name="lines">Name and value of each field line.</param>
    public static IReadOnlyList<NamedValue> OfFields(IReadOnlyList<string[]> lines) => [.. lines.Select(line => new NamedValue(line[0], line[1], line[0], line[0]))];

    public static IReadOnlyList<NamedValue> OfQuery(string? query) => query is null ? [] : [.. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(OfParameter)];

    private static NamedValue OfParameter(string sent)
    {
        var (name, value) = UrlEncoded.ParsePair(Encoding.UTF8.GetBytes(sent), Charset.Utf8, out _);
        var equals = sent.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? new(name, null, sent, sent) : new(name, value, sent[..equals], sent);
    }
}
