using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using EchoApp.Web.Wire;
using EchoApp.Web.Wire.Anomalies;

namespace EchoApp.Web.Echo;

/// <summary>Writes what a connection recorded of a request: its fields as sent, and what is odd in it.</summary>
internal static class WireWriter
{
    /// <param name="json">The answer.</param>
    /// <param name="wire">The recorded request.</param>
    /// <param name="raw">Whether the bytes of its head are wanted too.</param>
    public static void Write(Utf8JsonWriter json, WireRecorder wire, bool raw)
    {
        var head = wire.Head;
        json.WriteStartObject(EchoNames.Wire);
        json.WritePropertyName(EchoNames.RequestLine);
        WriteText(json, head.RequestLine);
        json.WritePropertyName(EchoNames.Headers);
        WriteLines(json, head);
        json.WritePropertyName(EchoNames.Trailers);
        if (wire.Chunks?.Trailers is { } trailers)
        {
            WriteLines(json, trailers);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteNumber(EchoNames.Length, head.Length);
        json.WriteBoolean(EchoNames.Truncated, head.IsTruncated);
        if (raw)
        {
            json.WriteBase64String(EchoNames.Base64, head.Kept);
        }

        json.WriteEndObject();
    }

    public static void WriteAnomalies(Utf8JsonWriter json, IReadOnlyList<Anomaly> anomalies)
    {
        json.WriteStartArray(EchoNames.Anomalies);
        foreach (var anomaly in anomalies)
        {
            json.WriteStartObject();
            json.WriteString(EchoNames.Code, anomaly.Kind.Code);
            json.WriteString(EchoNames.Section, anomaly.Kind.Section);
            if (anomaly.Detail is not null)
            {
                json.WriteString(EchoNames.Detail, anomaly.Detail);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Names with their values, in the spelling and the order of their first lines. Further lines of a name are joined to it.</summary>
    /// <param name="json">The answer.</param>
    /// <param name="section">The recorded lines.</param>
    /// <param name="count">How many different names there are; 0 when that is not known.</param>
    public static void WriteByName(Utf8JsonWriter json, FieldSection section, int count)
    {
        json.WriteStartObject();
        if (count == section.Fields.Count)
        {
            foreach (var field in section.Fields)
            {
                json.WritePropertyName(section.Name(field));
                WriteText(json, section.Value(field));
            }
        }
        else
        {
            WriteJoined(json, section);
        }

        json.WriteEndObject();
    }

    private static void WriteJoined(Utf8JsonWriter json, FieldSection section)
    {
        var byName = new OrderedDictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in section.Fields)
        {
            var name = Encoding.ASCII.GetString(section.Name(field));
            if (!byName.TryGetValue(name, out var values))
            {
                byName.Add(name, values = []);
            }

            values.Add(WireText.Decode(section.Value(field)));
        }

        foreach (var (name, values) in byName)
        {
            json.WriteString(name, HeaderText.Join(name, values));
        }
    }

    private static void WriteLines(Utf8JsonWriter json, FieldSection section)
    {
        json.WriteStartArray();
        foreach (var field in section.Fields)
        {
            json.WriteStartArray();
            WriteText(json, section.Name(field));
            WriteText(json, section.Value(field));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            json.WriteStringValue(bytes);
        }
        else
        {
            json.WriteStringValue(Encoding.Latin1.GetString(bytes));
        }
    }
}
