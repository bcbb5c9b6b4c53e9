namespace EchoApp.Web.Queries;

/// <summary>
/// Reads the query language of docs/queries.md:
/// <code>
/// query = [ any ]
/// any   = all *( "OR" all )
/// all   = part *( [ "AND" ] part )
/// part  = ( "-" / "NOT" ) part / "(" any ")" / [ field operator ] text
/// </code>
/// </summary>
internal sealed class QueryParser
{
    /// <summary>Characters of a query.</summary>
    public const int Longest = 2000;

    private const int MostConditions = 100;
    private const int MostDepth = 50;

    /// <summary>Each may take a second of a request.</summary>
    private const int MostPatterns = 5;

    private readonly string _text;
    private readonly QueryReader _reader;
    private readonly QueryFields _fields;
    private readonly List<QueryPart> _parts = [];
    private int _conditions;
    private int _patterns;
    private int _depth;

    private QueryParser(string text, DateTimeOffset? now)
    {
        _text = text;
        _reader = new QueryReader(text);
        _fields = new QueryFields(now);
    }

    /// <param name="text">What somebody has written.</param>
    /// <param name="now">What the age of requests is counted from; null where they are looked at as they come, and have none.</param>
    /// <exception cref="QuerySyntaxException">It is no query.</exception>
    public static Query Parse(string text, DateTimeOffset? now) => ParseWritten(text, now).Query;

    /// <inheritdoc cref="Parse(string, DateTimeOffset?)"/>
    public static WrittenQuery ParseWritten(string text, DateTimeOffset? now)
    {
        if (text.Length > Longest)
        {
            throw new QuerySyntaxException($"A query has at most {Longest} characters.", Longest);
        }

        return new QueryParser(text, now).Parse();
    }

    private WrittenQuery Parse()
    {
        if (_reader.Next.Kind == TokenKind.End)
        {
            return new(Query.Everything, []);
        }

        var query = ParseAny();
        if (_reader.Next.Kind != TokenKind.End)
        {
            throw new QuerySyntaxException("This ) closes nothing: put quotes around it, or a ( before.", _reader.Next.Place);
        }

        return new(query, query is AnyOf && _parts.Count > 1 ? [new(_text.Trim(), query)] : _parts);
    }

    private Query ParseAny()
    {
        List<Query> parts = [ParseAll()];
        while (_reader.Next.Kind == TokenKind.Or)
        {
            _reader.Take();
            parts.Add(ParseAll());
        }

        return parts is [var one] ? one : new AnyOf(Ordered(parts));
    }

    private Query ParseAll()
    {
        List<Query> parts = [ParseWrittenPart()];
        while (_reader.Next.Kind is not (TokenKind.End or TokenKind.Or or TokenKind.Close))
        {
            if (_reader.Next.Kind == TokenKind.And)
            {
                _reader.Take();
            }

            parts.Add(ParseWrittenPart());
        }

        return parts is [var one] ? one : new AllOf(Ordered(parts));
    }

    private Query ParseWrittenPart()
    {
        var start = _reader.Next.Place;
        var part = ParsePart();
        if (_depth == 0)
        {
            _parts.Add(new(_text[start.._reader.Next.Place].TrimEnd(), part));
        }

        return part;
    }

    private Query ParsePart()
    {
        var token = _reader.Take();
        switch (token.Kind)
        {
            case TokenKind.Not:
                Descend(token);
                var part = ParsePart();
                _depth--;
                return new Not(part);
            case TokenKind.Open:
                Descend(token);
                var inner = ParseAny();
                _depth--;
                if (_reader.Take() is { Kind: not TokenKind.Close } wrong)
                {
                    throw new QuerySyntaxException("Here a ) is missing.", wrong.Place);
                }

                return inner;
            case TokenKind.Term:
                if (++_conditions > MostConditions)
                {
                    throw new QuerySyntaxException($"A query has at most {MostConditions} conditions.", token.Place);
                }

                if (token.IsPattern && ++_patterns > MostPatterns)
                {
                    throw new QuerySyntaxException($"A query has at most {MostPatterns} regular expressions.", token.Place);
                }

                return _fields.Condition(token);
            case TokenKind.End:
                throw new QuerySyntaxException("Here something to look for is missing.", token.Place);
            default:
                throw new QuerySyntaxException($"Something to look for is missing before {token.Text}. Text of that name goes in quotes.", token.Place);
        }
    }

    private void Descend(Token token)
    {
        if (++_depth > MostDepth)
        {
            throw new QuerySyntaxException($"At most {MostDepth} parentheses and negations go inside each other.", token.Place);
        }
    }

    /// <summary>What is cheap to find out goes first: most requests are out with it.</summary>
    private static List<Query> Ordered(List<Query> parts) => [.. parts.OrderBy(Cost)];

    private static int Cost(Query query) => query.Conditions().Select(Cost).DefaultIfEmpty().Max();

    private static int Cost(Condition condition) => condition switch
    {
        { IsOfContent: true } => int.MaxValue,
        TextCondition text => (int)text.Place,
        FieldCondition => (int)TextPlace.Target,
        _ => -1,
    };
}
