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

    /// <summary>Whether all of a head is kept. What is redacted is longer or shorter than what came: its length does not tell.</summary>
    public static bool AreWhole(ReadOnlySpan<byte> head) => head.EndsWith("\n\r\n"u8) || head.EndsWith("\n\n"u8);
}
