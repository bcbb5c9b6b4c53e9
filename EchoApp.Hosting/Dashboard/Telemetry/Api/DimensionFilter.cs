using EchoApp.Hosting.Dashboard.Telemetry.Model;

namespace EchoApp.Hosting.Dashboard.Telemetry.Api;

/// <summary>Chooses series by <c>key=value</c>: of the values of one key any will do, each of the keys must. An empty value is also an attribute that is not there.</summary>
internal sealed class DimensionFilter
{
    private readonly ILookup<string, string> _wanted;

    /// <exception cref="BadQueryException">One of them is not of this form.</exception>
    public DimensionFilter(IEnumerable<string?> pairs)
    {
        _wanted = pairs.Select(pair => (Pair: pair ?? "", At: pair?.IndexOf('=', StringComparison.Ordinal) ?? -1))
            .ToLookup(
                pair => pair.At > 0 ? pair.Pair[..pair.At] : throw new BadQueryException(
                    $"The parameter dimension must be a key, = and a value, not '{pair.Pair}'. Write for example dimension=http.route%3D/next"),
                pair => pair.Pair[(pair.At + 1)..]);
    }

    public bool Matches(IReadOnlyList<TelemetryAttribute> attributes) => _wanted.All(values => values.Contains(Value(attributes, values.Key)));

    private static string Value(IReadOnlyList<TelemetryAttribute> attributes, string key) =>
        attributes.FirstOrDefault(attribute => attribute.Key == key).Value ?? "";
}
