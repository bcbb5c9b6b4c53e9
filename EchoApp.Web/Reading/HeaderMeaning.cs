using EchoApp.Web.Reading.StructuredFields;

namespace EchoApp.Web.Reading;

/// <summary>What the value of a field line means, by the field's name or, where that says nothing, by its looks.</summary>
internal static class HeaderMeaning
{
    private const int Most = 100;

    /// <param name="name">The field's, in any case.</param>
    /// <param name="value">Of one line, without the whitespace around it.</param>
    /// <param name="receivedAt">When it came, which years of two digits are counted by.</param>
    /// <returns>Nothing where it says no more than it shows.</returns>
    public static IReadOnlyList<Meaning> Of(string name, string value, DateTimeOffset receivedAt)
    {
        var meanings = Find(name, value, receivedAt);
        return meanings.Count <= Most ? meanings : [.. meanings.Take(Most), new("and more", $"{meanings.Count - Most} that are not shown")];
    }

    private static IReadOnlyList<Meaning> Find(string name, string value, DateTimeOffset receivedAt)
    {
        if (ReplacedValue.Find(value) is { Count: > 0 } replaced)
        {
            return [.. replaced.Select(one => new Meaning("redacted", one.ToString()) { Kind = MeaningKind.Redacted }), .. TimestampField.Read(name, value)];
        }

        return StructuredFieldNames.TypeOf(name) is { } type ? StructuredFieldMeaning.Of(value, type, StructuredFieldNames.HasOtherForms(name)) : name.ToLowerInvariant() switch
        {
            "authorization" or "proxy-authorization" when BasicCredentials.Parse(value) is { } credentials => credentials.Describe(),
            "date" or "expires" or "if-modified-since" or "if-unmodified-since" or "last-modified" or "sunset" => Date(value, receivedAt),
            "user-agent" => [.. UserAgent.Parse(value).Select(part => part.Describe())],
            "accept" or "accept-charset" or "accept-encoding" or "accept-language" or "te" => WeightedList.Describe(value),
            "content-type" => ParameterizedValue.Parse(value).Describe("media type"),
            TraceContext.Field => TraceContext.Describe(value),
            _ => TimestampField.Read(name, value) is { Count: > 0 } times ? times : JsonWebToken.Parse(value)?.Describe() ?? [],
        };
    }

    private static IReadOnlyList<Meaning> Date(string value, DateTimeOffset receivedAt) => HttpDate.Parse(value, receivedAt) is not { } date
        ? [Meaning.Fault("no HTTP-date", "it is in none of the three forms of RFC 9110 section 5.6.7")]
        : date.IsDayRight ? [new("time", value) { Time = date.Time }]
        : [new("time", value) { Time = date.Time }, Meaning.Fault("another day of the week", $"that was a {date.Time.DayOfWeek}")];
}
