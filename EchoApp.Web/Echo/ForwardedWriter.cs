using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using EchoApp.Web.Wire;
using Microsoft.Extensions.Primitives;

namespace EchoApp.Web.Echo;

/// <summary>What proxies claim, under the names of their headers: nothing of it is believed, and the socket's peer is told elsewhere.</summary>
internal static class ForwardedWriter
{
    private const string Prefix = "X-Forwarded-";

    /// <summary>Those of them whose values are lists by custom. The others are shown whole: a path or a user's name may have commas.</summary>
    private static readonly FrozenSet<string> _lists = FrozenSet.ToFrozenSet(
        ["X-Forwarded-By", "X-Forwarded-Client-Cert", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Proto", "X-Forwarded-Server"],
        StringComparer.OrdinalIgnoreCase);

    public static bool HasAny(IHeaderDictionary headers)
    {
        foreach (var (name, _) in headers)
        {
            if (IsForwarding(name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a field is a proxy's.</summary>
    public static bool IsForwarding(string name) =>
        name[0] is 'X' or 'x' ? name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        : name[0] is 'F' or 'f' && name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether its values are lists by custom.</summary>
    public static bool IsList(string name) => _lists.Contains(name);

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
                WriteList(json, values, IsList(name));
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

    private static void WriteList(Utf8JsonWriter json, StringValues values, bool isList)
    {
        foreach (var value in values)
        {
            ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(HeaderText.Decode(value ?? ""));
            var isUnclosed = false;
            while (!rest.IsEmpty)
            {
                var length = isList ? ListMembers.FirstLength(rest, ref isUnclosed) : rest.Length;
                var member = rest[..length].Trim(" \t"u8);
                if (!member.IsEmpty)
                {
                    json.WriteStringValue(member);
                }

                rest = rest[Math.Min(length + 1, rest.Length)..];
            }
        }
    }
}
