using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry.Storage;

/// <summary>Cuts what is too long or too many; gives back the very record where nothing is.</summary>
internal sealed class RecordTrimmer(TelemetryLimits limits)
{
    // Names and keys are for recognising things; nobody needs them as long as a value.
    private const int MaxNameLength = 1_024;
    private const int MaxExemplarCount = 16;

    private int NameLength => Math.Min(MaxNameLength, limits.MaxAttributeLength);

    public TelemetryResource Trim(TelemetryResource resource) => new(
        Name(resource.Name), Name(resource.InstanceId), [.. Trim(resource.Attributes).Select(attribute => attribute with { Value = Name(attribute.Value) })]);

    public TelemetryScope Trim(TelemetryScope scope)
    {
        var (name, version, attributes) = (Name(scope.Name), Name(scope.Version), Trim(scope.Attributes));
        return ReferenceEquals(name, scope.Name) && ReferenceEquals(version, scope.Version) && ReferenceEquals(attributes, scope.Attributes) ? scope
            : new TelemetryScope(name, version, attributes);
    }

    public LogRecord Trim(LogRecord record)
    {
        var (message, name, attributes) = (Text(record.Message), Name(record.EventName), Trim(record.Attributes));
        return ReferenceEquals(message, record.Message) && ReferenceEquals(name, record.EventName) && ReferenceEquals(attributes, record.Attributes) ? record
            : record with { Message = message, EventName = name, Attributes = attributes };
    }

    public Span Trim(Span span)
    {
        var (name, message, attributes) = (Text(span.Name), Text(span.StatusMessage), Trim(span.Attributes));
        var events = Trim(span.Events, limits.MaxSpanEventCount, Trim);
        var links = Trim(span.Links, limits.MaxSpanEventCount, Trim);
        return ReferenceEquals(name, span.Name) && ReferenceEquals(message, span.StatusMessage) && ReferenceEquals(attributes, span.Attributes)
            && ReferenceEquals(events, span.Events) && ReferenceEquals(links, span.Links) ? span
            : span with { Name = name, StatusMessage = message, Attributes = attributes, Events = events, Links = links };
    }

    public MetricPoint Trim(MetricPoint point)
    {
        var dimension = Trim(point.Dimension);
        return ReferenceEquals(dimension, point.Dimension) && point.Exemplars.Count <= MaxExemplarCount ? point
            : point with { Dimension = dimension, Exemplars = [.. point.Exemplars.Take(MaxExemplarCount)] };
    }

    public Instrument Trim(Instrument instrument) => instrument with
    {
        Meter = Trim(instrument.Meter),
        Name = Name(instrument.Name),
        Description = Name(instrument.Description),
        Unit = Name(instrument.Unit),
    };

    private SpanEvent Trim(SpanEvent happened)
    {
        var (name, attributes) = (Name(happened.Name), Trim(happened.Attributes));
        return ReferenceEquals(name, happened.Name) && ReferenceEquals(attributes, happened.Attributes) ? happened
            : happened with { Name = name, Attributes = attributes };
    }

    private SpanLink Trim(SpanLink link)
    {
        var attributes = Trim(link.Attributes);
        return ReferenceEquals(attributes, link.Attributes) ? link : link with { Attributes = attributes };
    }

    private IReadOnlyList<TelemetryAttribute> Trim(IReadOnlyList<TelemetryAttribute> attributes) => Trim(
        attributes, limits.MaxAttributeCount, attribute => new TelemetryAttribute(Name(attribute.Key), Text(attribute.Value)));

    private static IReadOnlyList<T> Trim<T>(IReadOnlyList<T> items, int count, Func<T, T> trim)
    {
        T[]? trimmed = items.Count <= count ? null : [.. items.Take(count)];
        for (var i = 0; i < Math.Min(items.Count, count); i++)
        {
            var item = trim(items[i]);
            if (!EqualityComparer<T>.Default.Equals(item, items[i]))
            {
                trimmed ??= [.. items];
                trimmed[i] = item;
            }
        }

        return trimmed ?? items;
    }

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    private string? Text(string? text) => Cut(text, limits.MaxAttributeLength);

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    private string? Name(string? text) => Cut(text, NameLength);

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    private static string? Cut(string? text, int length)
    {
        if (text is null || text.Length <= length)
        {
            return text;
        }

        // Half a surrogate pair would not be text.
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
