using System.Globalization;
using EchoApp.Web.Queries;

namespace EchoApp.Web.Storage.Postgres;

/// <summary>
/// An expression of SQL on <c>r</c>, a request, that lets through whatever a query asks for. What it lets through besides is looked at again with <see cref="IRequestRow"/>.
/// </summary>
internal sealed class QuerySql
{
    /// <summary>What is long, or may be, and is gone through byte by byte, in the order of <see cref="TextPlace"/>: that which is longest last.</summary>
    private static readonly (string Name, string Bytes)[] _columns =
        [("method", "convert_to(r.method, 'UTF8')"), ("target", "convert_to(r.target, 'UTF8')"), ("head", "r.head"), ("body", "r.body")];

    private const int MethodColumn = 0;
    private const int TargetColumn = 1;
    private const int HeadColumn = 2;
    private const int BodyColumn = 3;

    private readonly Query _query;
    private readonly List<object> _parameters;
    private readonly IReadOnlyDictionary<long, BinName> _bins;
    private readonly Dictionary<Condition, (string Sql, bool IsExact)> _written = [];

    /// <summary>Those of <see cref="_columns"/> that the query asks about.</summary>
    private readonly List<int> _asked;

    /// <param name="query">The query.</param>
    /// <param name="bins">The bins by their keys.</param>
    /// <param name="parameters">Where the values go; those that are there already come first.</param>
    public QuerySql(Query query, IReadOnlyDictionary<long, BinName> bins, List<object> parameters)
    {
        _query = query;
        _parameters = parameters;
        _bins = bins;
        var texts = query.Conditions().OfType<TextCondition>().Where(IsDecided).ToList();
        var others = query.Conditions().Where(condition => condition is FieldCondition or JsonCondition or TextCondition { IsPattern: true }).ToList();
        _asked = [.. texts.Select(Column).Distinct().Order()];
        TextConditions = texts.Count + others.Count;
        BodyConditions = [.. texts.Where(condition => condition.Place == TextPlace.Body).Distinct()];
        NeedsBody = others.Exists(condition => condition is { IsOfContent: true } or TextCondition { Place: TextPlace.Body });
        NeedsHead = NeedsBody || query.Conditions().OfType<TextCondition>().Any(condition => condition.Place is TextPlace.Header or TextPlace.AnyHeader or TextPlace.Head);
        LetsMuchThrough = others.Count > 0;
        Look = WriteLook(step: 0);
    }

    /// <summary>
    /// Whether each of <see cref="BodyConditions"/> holds, as an array; null where the query does not, or somebody has removed the request. Each column is folded once,
    /// whatever is asked about it, as that takes many times as long as to go through it; and what is long only where the rest has not decided yet.
    /// </summary>
    public string Look { get; }

    /// <summary>The conditions on the body that are decided in the database.</summary>
    public IReadOnlyList<TextCondition> BodyConditions { get; }

    /// <summary>Whether bodies have to leave the database: for what they mean, and for regular expressions, which are those of .NET.</summary>
    public bool NeedsBody { get; }

    /// <summary>Whether there are conditions that the database knows nothing of.</summary>
    public bool LetsMuchThrough { get; }

    public bool NeedsHead { get; }

    /// <summary>How many conditions there are for each of which something is gone through.</summary>
    public int TextConditions { get; }

    /// <summary>The bytes of what is gone through. Lengths are known without reading what is long.</summary>
    public string Size => string.Join(" + ", LookedAt().Distinct().Select(column => $"octet_length(r.{_columns[column].Name})")) + (LetsMuchThrough ? " + octet_length(r.details)" : "");

    private IEnumerable<int> LookedAt() => [.. _asked, .. LetsMuchThrough ? [TargetColumn] : (int[])[], .. NeedsHead ? [HeadColumn] : (int[])[], .. NeedsBody ? [BodyColumn] : (int[])[]];

    /// <summary>Whether the database tells of it.</summary>
    private static bool IsDecided(TextCondition condition) => !condition.IsPattern;

    private string WriteLook(int step)
    {
        var condition = $"{Write(_query, known: _asked[..step])?.Sql ?? "TRUE"}{(step == 0 ? $" AND {RequestTable.IsThere}" : "")}";
        if (step == _asked.Count)
        {
            return $"CASE WHEN {condition} THEN ARRAY[{string.Join(", ", BodyConditions.Select(body => Write(body).Sql))}]::boolean[] END";
        }

        // Without OFFSET it would be written into each place where it is used, and be done there.
        var (name, bytes) = _columns[_asked[step]];
        return $"CASE WHEN {condition} THEN (SELECT {WriteLook(step + 1)} FROM (SELECT echoapp.fold({bytes}) AS folded OFFSET 0) {name}) END";
    }

    /// <param name="query">What is written.</param>
    /// <param name="known">Those of <see cref="_columns"/> that are folded already. Nothing can be said about others.</param>
    /// <returns>Null where nothing can be said; whether it holds only where the query does, too.</returns>
    private (string Sql, bool IsExact)? Write(Query query, List<int> known) => query switch
    {
        AllOf all => WriteAll(all, known),
        AnyOf any => any.Parts.Select(part => Write(part, known)).ToList() is var parts && parts.TrueForAll(part => part is not null)
            ? ($"({string.Join(" OR ", parts.Select(part => part!.Value.Sql).DefaultIfEmpty("FALSE"))})", parts.TrueForAll(part => part!.Value.IsExact))
            : null,
        Not not => Write(not.Part, known) is { IsExact: true } part ? ($"NOT {part.Sql}", true) : null,
        FieldCondition or JsonCondition => null,
        TextCondition text when !IsDecided(text) || !known.Contains(Column(text)) => null,
        _ => Write((Condition)query),
    };

    private (string Sql, bool IsExact)? WriteAll(AllOf all, List<int> known)
    {
        var parts = all.Parts.Select(part => Write(part, known)).ToList();
        var said = parts.OfType<(string Sql, bool IsExact)>().ToList();
        return said.Count == 0 && parts.Count > 0 ? null
            : ($"({string.Join(" AND ", said.Select(part => part.Sql).DefaultIfEmpty("TRUE"))})", said.Count == parts.Count && said.TrueForAll(part => part.IsExact));
    }

    private (string Sql, bool IsExact) Write(Condition condition)
    {
        if (!_written.TryGetValue(condition, out var written))
        {
            _written.Add(condition, written = condition switch
            {
                BinCondition { Bin: var name } => ($"(r.bin = {_bins.FirstOrDefault(bin => bin.Value == name).Key.ToString(CultureInfo.InvariantCulture)})", true),
                IdCondition { Id: var id } => ($"(r.id = {Parameter(id)})", true),
                PinnedCondition => ("r.pinned", true),
                TagCondition { Tag: null } => ("(r.tags <> '')", true),
                TagCondition { Tag: { } tag } => ($"(position({Parameter($" {tag} ")}::text IN r.tags) > 0)", true),
                NumberCondition number => ($"({Column(number.Field)} BETWEEN {Parameter(number.Least)}::bigint AND {Parameter(number.Most)}::bigint)", true),
                TextCondition text => Write(text),
                _ => throw new InvalidOperationException($"{condition.GetType().Name} is no condition."),
            });
        }

        return written;
    }

    private (string Sql, bool IsExact) Write(TextCondition condition)
    {
        var folded = $"{_columns[Column(condition)].Name}.folded";
        return condition.Place switch
        {
            TextPlace.Path => (Contains(folded, condition.Test.Text), false),
            TextPlace.Header or TextPlace.AnyHeader => (Contains(folded, condition.Test.Text.IsEmpty ? condition.Header! : condition.Test.Text), false),
            _ when condition.Test.Match == TextMatch.Is => ($"({folded} = {Parameter(condition.Test.Text.Bytes.ToArray())})", true),
            _ => (Contains(folded, condition.Test.Text), true),
        };
    }

    private string Contains(string folded, FoldedText text) => $"(position({Parameter(text.Bytes.ToArray())}::bytea IN {folded}) > 0)";

    private static int Column(TextCondition condition) => condition.Place switch
    {
        TextPlace.Method => MethodColumn,
        TextPlace.Target or TextPlace.Path => TargetColumn,
        TextPlace.Body => BodyColumn,
        _ => HeadColumn,
    };

    private static string Column(NumberField field) => field switch
    {
        NumberField.Status => "r.status",
        NumberField.Size => "r.body_length",
        _ => "r.received_at",
    };

    private string Parameter(object value)
    {
        _parameters.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"${_parameters.Count}");
    }
}
