using System.Text;
using EchoApp.Web.Capture;
using EchoApp.Web.Wire;

namespace EchoApp.Web.Requests;

/// <summary>The lines of a stored head.</summary>
internal static class HeadLines
{
    /// <summary>Name and value of each field line that is whole, the value without the whitespace around it (RFC 9112 section 5).</summary>
    public static IReadOnlyList<string[]> Fields(ReadOnlySpan<byte> head)
    {
        List<string[]> fields = [];
        foreach (var field in new HeadFields(head))
        {
            fields.Add([WireText.Decode(field.Name), WireText.Decode(field.Value)]);
        }

        return fields;
    }

    /// <summary>All of a head as text, each line decoded by itself: one in Latin-1 does not change how the others are read.</summary>
    public static string Text(ReadOnlySpan<byte> head)
    {
        var text = new StringBuilder(head.Length);
        for (var rest = head; !rest.IsEmpty;)
        {
            var line = rest[..(rest.IndexOf((byte)'\n') is >= 0 and var end ? end + 1 : rest.Length)];
            text.Append(WireText.Decode(line));
            rest = rest[line.Length..];
        }

        return text.ToString();
    }

    /// <summary>Whether all of a head is kept. What is redacted is longer or shorter than what came: its length does not tell.</summary>
    public static bool AreWhole(ReadOnlySpan<byte> head) => head.EndsWith("\n\r\n"u8) || head.EndsWith("\n\n"u8);
}
