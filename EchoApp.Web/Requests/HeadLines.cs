using EchoApp.Web.Wire;

namespace EchoApp.Web.Requests;

/// <summary>The lines of a stored head.</summary>
internal static class HeadLines
{
    /// <summary>Name and value of each field line that is whole, the value without the whitespace around it (RFC 9112 section 5).</summary>
    public static IReadOnlyList<string[]> Fields(ReadOnlySpan<byte> head)
    {
        List<string[]> fields = [];
        head = head[Math.Max(head.IndexOfAnyExcept((byte)'\r', (byte)'\n'), 0)..];
        for (var isRequestLine = true; head.IndexOf((byte)'\n') is >= 0 and var end; head = head[(end + 1)..])
        {
            var line = head[..end];
            if (!isRequestLine && line.IndexOf((byte)':') is > 0 and var colon)
            {
                fields.Add([WireText.Decode(line[..colon]), WireText.Decode(line[(colon + 1)..].Trim(" \t\r"u8))]);
            }

            isRequestLine = false;
        }

        return fields;
    }
}
