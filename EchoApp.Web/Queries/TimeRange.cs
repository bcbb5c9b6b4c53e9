namespace EchoApp.Web.Queries;

/// <summary>When what a query asks for can have come: microseconds, both included.</summary>
internal readonly record struct TimeRange(long Least, long Most)
{
    public static TimeRange Any { get; } = new(long.MinValue, long.MaxValue);

    public bool IsEmpty => Least > Most;

    public static TimeRange Of(Query query) => query switch
    {
        NumberCondition { Field: NumberField.Time } time => new(time.Least, time.Most),
        AllOf all => all.Parts.Select(Of).Aggregate(Any, (range, part) => new(Math.Max(range.Least, part.Least), Math.Min(range.Most, part.Most))),
        AnyOf any => any.Parts.Select(Of).Where(part => !part.IsEmpty).Aggregate(new TimeRange(long.MaxValue, long.MinValue), (range, part) => new(Math.Min(range.Least, part.Least), Math.Max(range.Most, part.Most))),
        Not { Part: NumberCondition { Field: NumberField.Time } time } when time.Least == long.MinValue => new(time.Most + 1, long.MaxValue),
        Not { Part: NumberCondition { Field: NumberField.Time } time } when time.Most == long.MaxValue => new(long.MinValue, time.Least - 1),
        _ => Any,
    };
}
