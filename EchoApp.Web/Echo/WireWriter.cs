using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using EchoApp.Web.Wire;
using EchoApp.Web.Wire.Anomalies;

namespace EchoApp.Web.Echo;

/// <summary>Writes what a connection recorded of a request: its head as sent, and what is odd in it.</summary>
internal static class WireWriter
{
    /// <param name="json">The answer.</param>
    /// <param name="head">The recorded head.</param>
    /// <param name="raw">Whether its bytes are wanted too.</param>
    public static void Write(Utf8JsonWriter json, WireHead head, bool raw)
    {
        json.WriteStartObject(EchoNames.Wire);
        json.WritePropertyName(EchoNames.RequestLine);
        WriteText(json, head.RequestLine);
        json.WriteStartArray(EchoNames.Headers);
        foreach (var field in head.Fields)
        {
            json.WriteStartArray();
            WriteText(json, head.Name(field));
            WriteText(json, head.Value(field));
            json.WriteEndArray();
        }

        json.WriteEndArray();
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
    /// <param name="head">The recorded head.</param>
    /// <param name="count">How many different names there are.</param>
    public static void WriteHeaders(Utf8JsonWriter json, WireHead head, int count)
    {
        json.WriteStartObject(EchoNames.Headers);
        if (count == head.Fields.Count)
        {
            foreach (var field in head.Fields)
            {
                json.WritePropertyName(head.Name(field));
                WriteText(json, head.Value(field));
            }
        }
        else
        {
            WriteJoined(json, head);
        }

        json.WriteEndObject();
    }

    private static void WriteJoined(Utf8JsonWriter json, WireHead head)
    {
        var byName = new OrderedDictionary<string, List<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in head.Fields)
        {
            var name = Encoding.ASCII.GetString(head.Name(field));
            if (!byName.TryGetValue(name, out var values))
            {
                byName.Add(name, values = []);
            }

            values.Add(WireText.Decode(head.Value(field)));
        }

        foreach (var (name, values) in byName)
        {
            json.WriteString(name, HeaderText.Join(name, values));
        }
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
