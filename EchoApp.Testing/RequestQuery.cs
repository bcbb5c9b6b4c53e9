using System.Globalization;
using System.Text.RegularExpressions;

namespace EchoApp.Testing;

/// <summary>
/// Which requests are meant: conditions of EchoApp's query language, all of which have to hold. Text becomes one by itself. Immutable.
/// <code>RequestQuery.Post("/paid").WithJson("/order/id", 17).WithHeader("x-event", "paid")</code>
/// Text is compared in upper and lower case of A to Z alike.
/// </summary>
public sealed partial class RequestQuery
{
    /// <summary>Stands for the name of the bin, which is known once the query is put to one.</summary>
    private const string BinName = "\u0001";

    private readonly string _text;

    /// <summary>What a query says in the query language.</summary>
    /// <param name="text">A query, such as <c>path:/paid -status:2xx</c>; of nothing, any request is meant.</param>
    public RequestQuery(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text.Trim();
    }

    /// <summary>Any request.</summary>
    public static RequestQuery Any { get; } = new("");

    /// <summary>What a query says in the query language.</summary>
    /// <param name="text">A query.</param>
    public static implicit operator RequestQuery(string text) => new(text);

    /// <summary>What a query says in the query language.</summary>
    /// <param name="text">A query.</param>
    public static RequestQuery FromString(string text) => new(text);

    /// <summary>A GET, behind the address of its bin.</summary>
    /// <param name="path">The path there, such as <c>/paid</c>, exactly; null for any.</param>
    public static RequestQuery Get(string? path = null) => Any.WithMethod("GET").Behind(path);

    /// <summary>A POST, behind the address of its bin.</summary>
    /// <param name="path">The path there, such as <c>/paid</c>, exactly; null for any.</param>
    public static RequestQuery Post(string? path = null) => Any.WithMethod("POST").Behind(path);

    /// <summary>A PUT, behind the address of its bin.</summary>
    /// <param name="path">The path there, such as <c>/paid</c>, exactly; null for any.</param>
    public static RequestQuery Put(string? path = null) => Any.WithMethod("PUT").Behind(path);

    /// <summary>A PATCH, behind the address of its bin.</summary>
    /// <param name="path">The path there, such as <c>/paid</c>, exactly; null for any.</param>
    public static RequestQuery Patch(string? path = null) => Any.WithMethod("PATCH").Behind(path);

    /// <summary>A DELETE, behind the address of its bin.</summary>
    /// <param name="path">The path there, such as <c>/paid</c>, exactly; null for any.</param>
    public static RequestQuery Delete(string? path = null) => Any.WithMethod("DELETE").Behind(path);

    /// <summary>Of that method.</summary>
    /// <param name="method">The method.</param>
    public RequestQuery WithMethod(string method) => And($"method={Quoted(method)}");

    /// <summary>With that path, the bin's address included: <c>/b/orders/paid</c>.</summary>
    /// <param name="path">All of the path.</param>
    public RequestQuery WithPath(string path) => And($"path={Quoted(path)}");

    /// <summary>With that parameter in the query of its target.</summary>
    /// <param name="name">Its name, decoded.</param>
    /// <param name="value">All of its value, decoded.</param>
    public RequestQuery WithQuery(string name, string value) => And(Condition($"query.{Quoted(name)}", value));

    /// <summary>With that header.</summary>
    /// <param name="name">Its name, in upper or lower case.</param>
    /// <param name="value">All of its value, in one line.</param>
    public RequestQuery WithHeader(string name, string value) => And(Condition(HeaderField(name), value));

    /// <summary>With a header of that name.</summary>
    /// <param name="name">Its name, in upper or lower case.</param>
    public RequestQuery WithHeader(string name) => And($"{HeaderField(name)}:*");

    /// <summary>With that text in its body.</summary>
    /// <param name="text">The text.</param>
    public RequestQuery WithBody(string text) => And($"body:{Quoted(text)}");

    /// <summary>With that field in a form.</summary>
    /// <param name="name">Its name, decoded.</param>
    /// <param name="value">All of its value, decoded.</param>
    public RequestQuery WithForm(string name, string value) => And(Condition($"form.{Quoted(name)}", value));

    /// <summary>With that text in its body, which is JSON.</summary>
    /// <param name="jsonPointer">Where (RFC 6901): <c>/order/id</c>.</param>
    /// <param name="value">What a string there says.</param>
    public RequestQuery WithJson(string jsonPointer, string value) => And(value.Length == 0 ? Condition(JsonField(jsonPointer), value) : $"{JsonField(jsonPointer)}={InQuotes(value)}");

    /// <summary>With that number in its body, which is JSON.</summary>
    /// <param name="jsonPointer">Where (RFC 6901): <c>/order/id</c>.</param>
    /// <param name="value">The number, however it is written there.</param>
    public RequestQuery WithJson(string jsonPointer, decimal value) => And(string.Create(CultureInfo.InvariantCulture, $"{JsonField(jsonPointer)}={value}"));

    /// <summary>With true or false in its body, which is JSON.</summary>
    /// <param name="jsonPointer">Where (RFC 6901): <c>/order/paid</c>.</param>
    /// <param name="value">Which.</param>
    public RequestQuery WithJson(string jsonPointer, bool value) => And($"{JsonField(jsonPointer)}={(value ? "true" : "false")}");

    /// <summary>With a value in its body, which is JSON, whatever it is.</summary>
    /// <param name="jsonPointer">Where (RFC 6901): <c>/order</c>.</param>
    public RequestQuery WithJson(string jsonPointer) => And($"{JsonField(jsonPointer)}:*");

    /// <summary>And what another query says.</summary>
    /// <param name="other">The other.</param>
    public RequestQuery And(RequestQuery other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return _text.Length == 0 ? other : other._text.Length == 0 ? this : new($"{Grouped(_text)} {Grouped(other._text)}");
    }

    /// <summary>And not what another query says.</summary>
    /// <param name="other">The other.</param>
    public RequestQuery AndNot(RequestQuery other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return And(new RequestQuery($"-({(other._text.Length == 0 ? "*" : other._text)})"));
    }

    /// <summary>The query as it is written in the query language.</summary>
    public override string ToString() => In("{bin}");

    /// <summary>What it says of the requests of a bin.</summary>
    internal string In(string bin) => _text.Replace(BinName, bin, StringComparison.Ordinal);

    private RequestQuery Behind(string? path) => path is null ? this : WithPath($"/b/{BinName}{(path is "" or ['/', ..] ? "" : "/")}{path}");

    private static string Condition(string field, string value) => value.Length == 0 ? $"{field}=~`^$`" : $"{field}={Quoted(value)}";

    private static string JsonField(string jsonPointer) => jsonPointer is "" or ['/', ..]
        ? $"json.{(jsonPointer.Length == 0 ? "" : Quoted(jsonPointer))}"
        : throw new ArgumentException($"A JSON pointer begins with /: /{jsonPointer}. Within a name ~1 stands for a /, and ~0 for a ~.", nameof(jsonPointer));

    private static string HeaderField(string name) => HeaderName().IsMatch(name) ? $"header.{name}" : throw new ArgumentException($"{name} is no name of a header.", nameof(name));

    /// <summary>Where there is an OR in it, what stands beside it would belong to one side.</summary>
    private static string Grouped(string text) => Or().IsMatch(Literal().Replace(text, "x")) ? $"({text})" : text;

    private static string Quoted(string text) => PlainText().IsMatch(text) ? text : InQuotes(text);

    private static string InQuotes(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    [GeneratedRegex(@"\A[A-Za-z/][A-Za-z0-9/._\u0001-]*\z")]
    private static partial Regex PlainText();

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|`[^`]*`
        """)]
    private static partial Regex Literal();

    [GeneratedRegex(@"(?:\A|[\s)])OR(?:[\s(]|\z)")]
    private static partial Regex Or();

    [GeneratedRegex(@"\A[A-Za-z0-9#$%&'+.^_`|~-]+\z")]
    private static partial Regex HeaderName();
}
