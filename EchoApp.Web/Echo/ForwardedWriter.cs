using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace EchoApp.Web.Echo;

/// <summary>What proxies claim, under the names of their headers: nothing of it is believed, and the socket's peer is told elsewhere.</summary>
internal static class ForwardedWriter
{
    private const string Prefix = "X-Forwarded-";

    public static bool IsForwarding(string name) =>
        name[0] is 'X' or 'x' ? name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        : name[0] is 'F' or 'f' && name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase);

    public static void Write(Utf8JsonWriter json, IHeaderDictionary headers)
    {
        json.WriteStartObject();
        string? error = null;
        foreach (var (name, values) in headers)
        {
            if (!IsForwarding(name))
            {
                continue;
            }

            json.WriteStartArray(name);
            if (name[0] is 'F' or 'f')
            {
                error = WriteElements(json, values);
            }
            else
            {
                WriteList(json, values);
            }

            json.WriteEndArray();
        }

        if (error is not null)
        {
            json.WriteString(EchoNames.Error, error);
        }

        json.WriteEndObject();
    }

    private static string? WriteElements(Utf8JsonWriter json, StringValues values)
    {
        string? error = null;
        foreach (var value in values)
        {
            var parser = new ForwardedParser(HeaderText.Decode(value ?? ""));
            foreach (var element in parser.Parse())
            {
                json.WriteStartObject();
                foreach (var (name, text) in element.Parameters)
                {
                    json.WriteString(name, text);
                }

                json.WriteEndObject();
            }

            error ??= parser.Error;
        }

        return error;
    }

    private static void WriteList(Utf8JsonWriter json, StringValues values)
    {
        foreach (var value in values)
        {
            ReadOnlySpan<char> text = HeaderText.Decode(value ?? "");
            foreach (var range in text.Split(','))
            {
                var item = text[range].Trim(" \t");
                if (!item.IsEmpty)
                {
                    json.WriteStringValue(item);
                }
            }
        }
    }
}
