using System.Buffers;
using System.Text;

namespace EchoApp.Web.Inspector;

/// <summary>Markup as a server-sent event (WHATWG HTML section 9.2.6).</summary>
internal static class MarkupEvent
{
    /// <summary>The id last, as in all streams here: what is cut off before it comes again.</summary>
    /// <param name="id">Where to go on from, of ASCII.</param>
    /// <param name="markup">In UTF-8.</param>
    public static ReadOnlyMemory<byte> Of(string id, ReadOnlySpan<byte> markup)
    {
        var message = new ArrayBufferWriter<byte>(markup.Length + (markup.Length / 4) + 64);
        foreach (var line in markup.Split((byte)'\n'))
        {
            message.Write("data: "u8);
            message.Write(markup[line]);
            message.Write("\n"u8);
        }

        message.Write(Encoding.ASCII.GetBytes($"id: {id}\n\n"));
        return message.WrittenMemory;
    }
}
