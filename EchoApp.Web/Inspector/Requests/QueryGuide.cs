namespace EchoApp.Web.Inspector.Requests;

/// <summary>What the language of queries has, in few words; docs/queries.md has all of it.</summary>
internal static class QueryGuide
{
    private static readonly string[] _named = ["json./", "form.", "query."];

    public static IReadOnlyList<GuidedTerm> Terms { get; } =
    [
        new("refund", "text, anywhere: in the target, a header or the body", []),
        new("\"two words\"", "text with a space or a sign in it", []),
        new("method:POST", "the method", ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]),
        new("path:/paid", "in the path", []),
        new("target:id=7", "in the path and the query", []),
        new("status:4xx", "what was answered; status>=500", ["2xx", "3xx", "4xx", "5xx", "200", "404", "503"]),
        new("type:json", "in Content-Type", ["json", "form", "xml", "multipart", "text"]),
        new("header:curl", "in a line of the head", []),
        new("header.x-github-event:push", "in that header; header.cookie:* that has one", []),
        new("body:total", "in the body; body:* that has one", ["*"]),
        new("json./data/status=paid", "a member of a body in JSON, by pointer; json./total>=100", []),
        new("form.status=paid", "a field of a form", []),
        new("query.page=2", "a parameter of the query", []),
        new("path=~`/[0-9]+$`", "a regular expression, in backticks; also of headers, bodies, members", []),
        new("size>10kB", "bytes of the body", []),
        new("time>=2026-11-30", "when it came, in UTC", []),
        new("age<15m", "how long ago", []),
        new("bin:orders", "the bin", []),
        new("tag:seen", "what people have put on it", ["*"]),
        new("id:019ad0b2-8a63-7c2e-9b1f-0a1b2c3d4e5f", "that one", []),
        new("is:pinned", "those that stay", ["pinned"]),
        new("-status:2xx", "not; also NOT", []),
        new("method:PUT OR method:PATCH", "one or the other; AND, and brackets", []),
    ];

    /// <summary>Where it has a field: how that begins, of one with a name of the sender's up to that.</summary>
    public static string? Beginning(GuidedTerm term) => Array.Find(_named, name => term.Example.StartsWith(name, StringComparison.Ordinal)) ?? (
        term.Example.IndexOfAny([':', '<', '>']) is > 0 and var end && char.IsAsciiLetter(term.Example[0]) && !term.Example.Contains(' ', StringComparison.Ordinal)
            ? term.Example[..(end + (term.Example.AsSpan(end).StartsWith(">=") ? 2 : 1))]
            : null);
}
