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

    private readonly QueryReader _reader;
    private readonly QueryFields _fields;
    private int _conditions;
    private int _depth;

    private QueryParser(string text, DateTimeOffset? now)
    {
        _reader = new QueryReader(text);
        _fields = new QueryFields(now);
    }

    /// <param name="text">What somebody has written.</param>
    /// <param name="now">What the age of requests is counted from; null where they are looked at as they come, and have none.</param>
    /// <exception cref="QuerySyntaxException">It is no query.</exception>
    public static Query Parse(string text, DateTimeOffset? now)
    {
        if (text.Length > Longest)
        {
            throw new QuerySyntaxException($"A query has at most {Longest} characters.", Longest);
        }

        return new QueryParser(text, now).Parse();
    }

    private Query Parse()
    {
        if (_reader.Next.Kind == TokenKind.End)
        {
            return Query.Everything;
        }

        var query = ParseAny();
        return _reader.Next.Kind switch
        {
            TokenKind.End => query,
            _ => throw new QuerySyntaxException("This ) closes nothing: put quotes around it, or a ( before.", _reader.Next.Place),
        };
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
        List<Query> parts = [ParsePart()];
        while (_reader.Next.Kind is not (TokenKind.End or TokenKind.Or or TokenKind.Close))
        {
            if (_reader.Next.Kind == TokenKind.And)
            {
                _reader.Take();
            }

            parts.Add(ParsePart());
        }

        return parts is [var one] ? one : new AllOf(Ordered(parts));
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

    private static int Cost(Query query) => query.Conditions().Select(condition => condition is TextCondition text ? (int)text.Place : -1).DefaultIfEmpty().Max();
}
