namespace EchoApp.Web.Queries;

/// <summary>What is asked for of captured requests: conditions, and how they go together.</summary>
internal abstract record Query
{
    /// <summary>Every request.</summary>
    public static Query Everything { get; } = new AllOf([]);

    /// <summary>No request.</summary>
    public static Query Nothing { get; } = new AnyOf([]);

    public static Query And(Query first, Query second) => first == Everything ? second : second == Everything ? first : new AllOf([first, second]);

    /// <summary>Whether requests have to be looked at one by one, as no index tells all of it.</summary>
    public bool NeedsLook => HasPattern || Conditions().Any(condition => condition is TextCondition { Place: not TextPlace.Method } or NumberCondition { Field: NumberField.Size } or FieldCondition or JsonCondition);

    /// <summary>Whether it depends on the bytes of heads or bodies.</summary>
    public bool NeedsBytes => Conditions().Any(condition => condition.IsOfBytes);

    /// <summary>Whether there are regular expressions in it.</summary>
    public bool HasPattern => Conditions().Any(condition => condition.IsPattern);

    /// <summary>Whether it depends on what bodies mean.</summary>
    public bool NeedsContent => Conditions().Any(condition => condition.IsOfContent);

    /// <summary>The same with something else in the place of each condition.</summary>
    public Query With(Func<Condition, Query> change) => this switch
    {
        AllOf all => new AllOf([.. all.Parts.Select(part => part.With(change))]),
        AnyOf any => new AnyOf([.. any.Parts.Select(part => part.With(change))]),
        Not not => new Not(not.Part.With(change)),
        _ => change((Condition)this),
    };

    /// <summary>All conditions in it.</summary>
    public IEnumerable<Condition> Conditions() => this switch
    {
        AllOf all => all.Parts.SelectMany(part => part.Conditions()),
        AnyOf any => any.Parts.SelectMany(part => part.Conditions()),
        Not not => not.Part.Conditions(),
        _ => [(Condition)this],
    };
}

/// <summary>All of them; of none, every request.</summary>
internal sealed record AllOf(IReadOnlyList<Query> Parts) : Query;

/// <summary>At least one of them; of none, no request.</summary>
internal sealed record AnyOf(IReadOnlyList<Query> Parts) : Query;

internal sealed record Not(Query Part) : Query;
