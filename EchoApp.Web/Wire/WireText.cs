using System.Text;
using System.Text.Unicode;

namespace EchoApp.Web.Wire;

/// <summary>Bytes of a head as text: as UTF-8 where they are that, else as Latin-1 (RFC 9110 section 5.5 calls those beyond ASCII opaque).</summary>
internal static class WireText
{
    public static string Decode(ReadOnlySpan<byte> bytes) => (Utf8.IsValid(bytes) ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
}
