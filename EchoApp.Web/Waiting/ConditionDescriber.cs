using System.Globalization;
using System.Text;
using System.Text.Json;
using EchoApp.Web.Capture;
using EchoApp.Web.Echo;
using EchoApp.Web.Queries;
using EchoApp.Web.Storage;
using Json.Pointer;

namespace EchoApp.Web.Waiting;

/// <summary>Tells what a request has where a query asks for something else.</summary>
/// <param name="request">The request.</param>
/// <param name="content">What its body means.</param>
internal sealed class ConditionDescriber(StoredRequest request, RequestContent content)
{
    /// <summary>Characters of a value that are told, and names of what else there is.</summary>
    private const int LongestValue = 200;
    private const int MostNames = 10;

    private readonly RecordRow _row = new(request);

    public bool Holds(QueryPart part) => Holds(part.Query);

    /// <summary>What differs where a part does not hold.</summary>
    public IEnumerable<UnmetCondition> Describe(QueryPart part)
    {
        var unmet = Unmet(part.Query, isWanted: true).Distinct().ToList();
        return unmet.Count > 0 ? unmet.Select(condition => Describe(part.Text, condition)) : [new(part.Text, "age", null, "What has just arrived has no age.")];
    }

    /// <summary>The conditions that are to blame.</summary>
    private IEnumerable<Condition> Unmet(Query query, bool isWanted) => query switch
    {
        Not not => Unmet(not.Part, !isWanted),
        AllOf all => all.Parts.Where(part => !isWanted || !Holds(part)).SelectMany(part => Unmet(part, isWanted)),
        AnyOf any => any.Parts.Where(part => isWanted || Holds(part)).SelectMany(part => Unmet(part, isWanted)),
        _ => [(Condition)query],
    };

    private bool Holds(Query query)
    {
        try
        {
            return query.Holds(_row, content);
        }
        catch (QueryTooSlowException)
        {
            // Of this request nobody knows: it was waited for in vain all the same.
            return false;
        }
    }

    private UnmetCondition Describe(string text, Condition condition)
    {
        var (actual, note) = condition switch
        {
            NumberCondition { Field: NumberField.Time } => (request.Record.ReceivedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture), null),
            NumberCondition { Field: NumberField.Status } => (request.Record.Status.ToString(CultureInfo.InvariantCulture), null),
            NumberCondition => (request.Record.BodyLength.ToString(CultureInfo.InvariantCulture), null),
            BinCondition => (request.Record.Bin.ToString(), null),
            IdCondition => (request.Record.Id.ToString(), null),
            FieldCondition { Place: FieldPlace.Query } field => Parameter(field.Name),
            FieldCondition field => FormField(field.Name),
            JsonCondition json => Member(json.Pointer),
            TextCondition of => Text(of),
            _ => ((string?)null, (string?)null),
        };
        return new(text, FieldOf(condition), actual is null ? null : Cut(actual), note);
    }

    private static string FieldOf(Condition condition) => condition switch
    {
        NumberCondition number => number.Field.ToString().ToLowerInvariant(),
        BinCondition => "bin",
        IdCondition => "id",
        FieldCondition field => $"{field.Place.ToString().ToLowerInvariant()}.{field.Name}",
        JsonCondition json => $"json.{json.Pointer}",
        TextCondition { Place: TextPlace.Header, Header: { } name } => $"header.{name}",
        TextCondition { Place: TextPlace.AnyHeader } => "header",
        TextCondition text => text.Place.ToString().ToLowerInvariant(),
        _ => "",
    };

    private (string? Actual, string? Note) Text(TextCondition condition) => condition.Place switch
    {
        TextPlace.Method => (request.Record.Method, null),
        TextPlace.Path => (RequestTarget.Parse(request.Record.Target).Path, null),
        TextPlace.Target => (request.Record.Target, null),
        TextPlace.Header => Header(condition.Header!),
        TextPlace.Body => Body(),
        _ => (null, $"Its head has {HeaderNames().Count} header lines{Listed(HeaderNames())}."),
    };

    private (string? Actual, string? Note) Header(FoldedText name)
    {
        List<string> values = [];
        foreach (var field in new HeadFields(request.Head.Span))
        {
            if (name.Is(field.Name))
            {
                values.Add(Encoding.UTF8.GetString(field.Value));
            }
        }

        return values.Count == 0 ? (null, "There is no such header.") : (string.Join(", ", values), values.Count == 1 ? null : $"There are {values.Count} lines of that name.");
    }

    private List<string> HeaderNames()
    {
        List<string> names = [];
        foreach (var field in new HeadFields(request.Head.Span))
        {
            names.Add(Encoding.UTF8.GetString(field.Name));
        }

        return names;
    }

    private (string? Actual, string? Note) Body() => request.Body.Length == 0 ? (null, "There is no body.") : (Encoding.UTF8.GetString(request.Body.Span[..Math.Min(request.Body.Length, 4 * LongestValue)]), null);

    private (string? Actual, string? Note) Parameter(string name) =>
        RequestTarget.Parse(request.Record.Target).Query is not { } query ? (null, "The target has no query.") : Value(UrlEncoded.Parse(query), name, "parameters");

    private (string? Actual, string? Note) FormField(string name) => content.Form is not { } form ? (null, WhyNot("a form")) : Value(form, name, "fields");

    private static (string? Actual, string? Note) Value(NamedValues values, string name, string kind) => values.All(name) switch
    {
        [] => (null, $"There are the {kind}{Listed([.. values.Names])}."),
        [var one] => (one, null),
        var all => (string.Join(", ", all), $"It is there {all.Count} times."),
    };

    private (string? Actual, string? Note) Member(JsonPointer pointer) =>
        content.Json is not { } json ? (null, WhyNot("JSON"))
        : JsonMember.Find(json, pointer) is { } value ? (value.GetRawText(), null)
        : (null, WhatThereIs(json, pointer));

    private string WhyNot(string kind) => request.Body.Length == 0 ? "There is no body." : $"The body is not {kind}.{(content.Error is { } error ? $" {error}" : "")}";

    /// <summary>How far the pointer leads, and what is there.</summary>
    private static string WhatThereIs(JsonElement json, JsonPointer pointer)
    {
        var (value, steps) = JsonMember.Follow(json, pointer);
        var place = steps == 0 ? "The body" : string.Join('/', pointer.ToString().Split('/').Take(steps + 1));
        return value.ValueKind switch
        {
            JsonValueKind.Object => $"{place} has the members{Listed([.. value.EnumerateObject().Select(member => member.Name)])}.",
            JsonValueKind.Array => $"{place} has {value.GetArrayLength()} elements.",
            _ => $"{place} is {Cut(value.GetRawText())}.",
        };
    }

    private static string Listed(List<string> names) =>
        names.Count == 0 ? ": none" : $": {string.Join(", ", names.Take(MostNames).Select(Cut))}{(names.Count > MostNames ? $" and {names.Count - MostNames} more" : "")}";

    private static string Cut(string text) => text.Length <= LongestValue ? text : $"{text[..(char.IsHighSurrogate(text[LongestValue - 1]) ? LongestValue - 1 : LongestValue)]}…";
}
