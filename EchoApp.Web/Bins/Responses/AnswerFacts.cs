using System.Globalization;
using EchoApp.Web.Echo;
using EchoApp.Web.Storage;

namespace EchoApp.Web.Bins.Responses;

/// <summary>What an answer can say of the request that it answers.</summary>
internal sealed class AnswerFacts(HttpContext context, NamedValues? query, RequestRecord record, long number)
{
    public const string Known = "{{id}}, {{bin}}, {{number}}, {{method}}, {{path}}, {{receivedAt}}, {{header.NAME}} and {{query.NAME}}";

    private const string Header = "header.";
    private const string Query = "query.";

    public static bool Knows(string name) =>
        name is "id" or "bin" or "number" or "method" or "path" or "receivedAt"
        || (name.StartsWith(Header, StringComparison.Ordinal) && name.Length > Header.Length)
        || (name.StartsWith(Query, StringComparison.Ordinal) && name.Length > Query.Length);

    /// <returns>Null where the request has nothing of the kind.</returns>
    public string? Find(string name) => name switch
    {
        "id" => record.Id.ToString(),
        "bin" => record.Bin.ToString(),
        "number" => number.ToString(CultureInfo.InvariantCulture),
        "method" => record.Method,
        "path" => context.Request.Path.Value,
        "receivedAt" => record.ReceivedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        _ when name.StartsWith(Header, StringComparison.Ordinal) => HeaderText.Decode(context.Request.Headers[name[Header.Length..]].ToString()),
        _ => query?.Last(name[Query.Length..]),
    };
}
