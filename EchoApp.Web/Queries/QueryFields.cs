using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using EchoApp.Web.Storage;
using Json.Pointer;

namespace EchoApp.Web.Queries;

/// <summary>What the fields of the query language mean.</summary>
/// <param name="now">What ages are counted from; null where requests are looked at as they come, and have none.</param>
internal sealed class QueryFields(DateTimeOffset? now)
{
    /// <summary>All of them, as they are written.</summary>
    public static IReadOnlyList<string> Names { get; } = ["method", "path", "target", "status", "type", "header", "header.NAME", "query.NAME", "form.NAME", "json./POINTER", "body", "size", "time", "age", "bin", "tag", "id", "is"];

    private const string HeaderPrefix = "header.";
    private const int LongestText = 500;

    /// <exception cref="QuerySyntaxException">It makes no sense.</exception>
    public Query Condition(Token term)
    {
        if (term.Field is null)
        {
            return Anywhere(term);
        }

        if (term is { Text.Length: 0, IsQuoted: false })
        {
            throw new QuerySyntaxException($"Behind {term.Field}{term.Operator} something is missing.", term.TextPlace);
        }

        return term.Operator switch
        {
            "!=" => new Not(Condition(term, "=")),
            "!~" => new Not(Condition(term, "=~")),
            { Length: > 1 } => Condition(term, term.Operator.TrimStart(':')),
            _ => Condition(term, term.Operator),
        };
    }

    private Query Condition(Token term, string @operator) => term.Field!.ToLowerInvariant() switch
    {
        "status" => Number(term, @operator, NumberField.Status, QueryNumbers.Status),
        "size" => Number(term, @operator, NumberField.Size, QueryNumbers.Size),
        "time" => Number(term, @operator, NumberField.Time, QueryTimes.Time),
        "age" => Age(term, @operator),
        "method" => Text(term, @operator, TextPlace.Method, isWhole: true),
        "path" => Text(term, @operator, TextPlace.Path),
        "target" => Text(term, @operator, TextPlace.Target),
        "body" => IsAny(term, @operator) ? new NumberCondition(NumberField.Size, 1, long.MaxValue) : Text(term, @operator, TextPlace.Body),
        "type" => Header(term, @operator, "content-type"),
        "header" => Text(term, @operator, TextPlace.AnyHeader),
        var field when field.StartsWith(HeaderPrefix, StringComparison.Ordinal) && field.Length > HeaderPrefix.Length => Header(term, @operator, field[HeaderPrefix.Length..]),
        var field when term.Name is not null => field[0] == 'j' ? Json(term, @operator) : Field(term, @operator, field[0] == 'q' ? FieldPlace.Query : FieldPlace.Form),
        "bin" => new BinCondition(BinName.TryParse(Equal(term, @operator), out var bin) ? bin : throw Wrong(term, $"A bin's name has {BinName.Rule}.")),
        "tag" => IsAny(term, @operator) ? new TagCondition(null) : new TagCondition(Tags.IsTag(Equal(term, @operator)) ? term.Text : throw Wrong(term, $"A tag has {Tags.Rule}.")),
        "id" => new IdCondition(Guid.TryParseExact(Equal(term, @operator), "D", out var id) ? id : throw Wrong(term, "An id has the form 019ad0b2-8a63-7c2e-9b1f-0a1b2c3d4e5f.")),
        "is" => Equal(term, @operator) == "pinned" ? new PinnedCondition() : throw Wrong(term, "What a request can be is pinned: is:pinned."),
        _ => throw new QuerySyntaxException(
            $"There is no field {term.Field}. The fields are {string.Join(", ", Names)}; text {QueryReader.InQuotes(term.Operator, $"{term.Field}{term.Operator}{term.Text}")}", term.Place),
    };

    private static NumberCondition Number(Token term, string @operator, NumberField field, Func<string, (long Least, long Most)?> read)
    {
        if (term.IsPattern)
        {
            throw new QuerySyntaxException($"A regular expression is for text. {QueryNumbers.Rule(field)}", term.Place);
        }

        var range = term.Text.IndexOf("..", StringComparison.Ordinal);
        if (range >= 0 && @operator is ":" or "=")
        {
            var (from, to) = (term.Text[..range], term.Text[(range + 2)..]);
            var least = from.Length == 0 ? long.MinValue : Value(from).Least;
            var most = to.Length == 0 ? long.MaxValue : Value(to).Most;
            return from.Length + to.Length > 0 && least <= most ? new(field, least, most) : throw Wrong(term, "A range is FROM..TO, of which one may be left out, and FROM is not more than TO.");
        }

        var value = Value(term.Text);
        return @operator switch
        {
            "<" => new(field, long.MinValue, value.Least - 1),
            "<=" => new(field, long.MinValue, value.Most),
            ">" => new(field, value.Most + 1, long.MaxValue),
            ">=" => new(field, value.Least, long.MaxValue),
            _ => new(field, value.Least, value.Most),
        };

        (long Least, long Most) Value(string text) => read(text) ?? throw Wrong(term, QueryNumbers.Rule(field));
    }

    private Query Age(Token term, string @operator)
    {
        if (@operator is ":" or "=" or "=~")
        {
            throw new QuerySyntaxException("An age is compared: age<15m for what came in the last 15 minutes, age>2d for what is older than two days.", term.Place);
        }

        var age = QueryTimes.Age(term.Text) ?? throw Wrong(term, "An age is a number with s, m, h or d for seconds, minutes, hours or days: age<15m.");
        if (now is not { } counted)
        {
            return IsOfNoAge(@operator, age) ? Query.Everything : Query.Nothing;
        }

        var time = UnixTime.ToMicroseconds(counted) - age;
        return @operator switch
        {
            "<" => new NumberCondition(NumberField.Time, time + 1, long.MaxValue),
            "<=" => new NumberCondition(NumberField.Time, time, long.MaxValue),
            ">" => new NumberCondition(NumberField.Time, long.MinValue, time - 1),
            _ => new NumberCondition(NumberField.Time, long.MinValue, time),
        };
    }

    private static bool IsOfNoAge(string @operator, long age) => @operator switch
    {
        "<" => age > 0,
        "<=" => true,
        ">" => false,
        _ => age == 0,
    };

    private static TextCondition Header(Token term, string @operator, string name) => IsAny(term, @operator)
        ? new(TextPlace.Header, TextTest.Any, new FoldedText(name))
        : Text(term, @operator, TextPlace.Header, header: new FoldedText(name));

    private static TextCondition Text(Token term, string @operator, TextPlace place, FoldedText? header = null, bool isWhole = false) =>
        new(place, Test(term, isWhole && @operator == ":" ? "=" : @operator), header);

    private static TextTest Test(Token term, string @operator) => @operator switch
    {
        ":" => new(TextMatch.Contains, Folded(term)),
        "=" => new(TextMatch.Is, Folded(term)),
        "=~" => new(TextMatch.Matches, FoldedText.Empty, Pattern(term)),
        _ => throw new QuerySyntaxException($"{term.Field} is text: {term.Field}:…, {term.Field}=… or, for a regular expression, {term.Field}=~….", term.Place),
    };

    private static TextPattern Pattern(Token term)
    {
        CheckLength(term.Text.Length == 0 ? throw NothingInQuotes(term) : Encoding.UTF8.GetByteCount(term.Text), term);
        try
        {
            return new(term.Text);
        }
        catch (RegexParseException exception)
        {
            // The message of .NET begins with the whole pattern.
            var matter = exception.Message[(exception.Message.IndexOf($" at offset {exception.Offset}.", StringComparison.Ordinal) is >= 0 and var at ? at : 0)..].TrimStart(' ');
            throw new QuerySyntaxException($"This is no regular expression of .NET: {matter}", term.TextPlace);
        }
        catch (NotSupportedException)
        {
            throw new QuerySyntaxException("A regular expression must do without going back in the text, so without (?=…), (?<!…), (?>…) and \\1, and with counts that are not large.", term.TextPlace);
        }
    }

    private static FieldCondition Field(Token term, string @operator, FieldPlace place) =>
        term.Name is "" ? throw new QuerySyntaxException($"Behind {term.Field} a name is missing, as in query.page=2 or form.page=2.", term.Place) : new(place, term.Name!, Value(term, @operator));

    private static JsonCondition Json(Token term, string @operator) =>
        term.Name is "" or ['/', ..] && JsonPointer.TryParse(term.Name, out var pointer)
            ? new(pointer, Value(term, @operator))
            : throw new QuerySyntaxException("Behind json. stands a JSON pointer (RFC 6901): json./data/0/id. In a name within it ~1 stands for a /, and ~0 for a ~.", term.Place);

    private static ValueTest Value(Token term, string @operator) => @operator switch
    {
        _ when IsAny(term, @operator) => new ValueText(TextTest.Any),
        "<" or "<=" or ">" or ">=" => ValueNumber.TryParse(term.Text, out var bound)
            ? new ValueNumber(@operator, bound)
            : throw Wrong(term, "Values are compared with numbers: 17, -0.5, 1e6."),
        "=" => term.IsQuoted && term.Text is not ['{' or '[', ..] ? new ValueText(Test(term, @operator), IsString: true) : new ValueText(Test(term, @operator), JsonIn(term.Text)),
        _ => new ValueText(Test(term, @operator)),
    };

    /// <returns>Null for what is not JSON.</returns>
    private static JsonElement? JsonIn(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Query Anywhere(Token term)
    {
        if (term is { Text: "*", IsQuoted: false })
        {
            return Query.Everything;
        }

        var text = Folded(term);
        var test = new TextTest(TextMatch.Contains, text);
        return new AnyOf([new TextCondition(TextPlace.Head, test), new TextCondition(TextPlace.Body, test)]);
    }

    private static FoldedText Folded(Token term)
    {
        if (term.Text.Length == 0)
        {
            throw NothingInQuotes(term);
        }

        if (!term.IsQuoted && term.Text.Contains('*', StringComparison.Ordinal))
        {
            throw new QuerySyntaxException("A * stands for nothing: what contains the text is found anyway. A * that is meant goes in quotes.", term.TextPlace + term.Text.IndexOf('*', StringComparison.Ordinal));
        }

        var text = new FoldedText(term.Text);
        CheckLength(text.Bytes.Length, term);
        return text;
    }

    private static void CheckLength(int bytes, Token term)
    {
        if (bytes > LongestText)
        {
            throw new QuerySyntaxException($"Text to look for has at most {LongestText} bytes.", term.TextPlace);
        }
    }

    private static QuerySyntaxException NothingInQuotes(Token term) => new("There is nothing between these quotes.", term.TextPlace);

    private static string Equal(Token term, string @operator) =>
        @operator is ":" or "=" ? term.Text : throw new QuerySyntaxException($"{term.Field} cannot be compared: {term.Field}:….", term.Place);

    /// <summary>Whether it is only to be there.</summary>
    private static bool IsAny(Token term, string @operator) => @operator is (":" or "=") && term is { Text: "*", IsQuoted: false };

    private static QuerySyntaxException Wrong(Token term, string rule) => new(rule, term.TextPlace);
}
