using System.Text.Json;

namespace EchoApp.Web.Echo;

/// <summary>Names with all their values, in the order in which they came.</summary>
internal sealed class NamedValues
{
    /// <summary>What 1 MiB of short names may cost in memory and in the answer is bounded by this many values.</summary>
    public const int MaxCount = 10_000;

    private readonly OrderedDictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    public bool IsFull => Count >= MaxCount;

    /// <summary>In the order in which they came first.</summary>
    public IEnumerable<string> Names => _values.Keys;

    public IReadOnlyList<string> All(string name) => _values.TryGetValue(name, out var values) ? values : [];

    public string? Last(string name) => _values.TryGetValue(name, out var values) ? values[^1] : null;

    public void Add(string name, string value)
    {
        if (_values.TryGetValue(name, out var list))
        {
            list.Add(value);
        }
        else
        {
            _values.Add(name, [value]);
        }

        Count++;
    }

    public void WriteLists(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var (name, values) in _values)
        {
            json.WriteStartArray(name);
            foreach (var value in values)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    public void WriteJoined(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var (name, values) in _values)
        {
            json.WriteString(name, values.Count == 1 ? values[0] : string.Join(", ", values));
        }

        json.WriteEndObject();
    }
}
